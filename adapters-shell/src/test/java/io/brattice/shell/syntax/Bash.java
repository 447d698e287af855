package io.brattice.shell.syntax;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The real shell, asked many questions at once. */
final class Bash {
    private final Path folder;

    Bash(Path folder) {
        this.folder = folder;
    }

    /** For each text, whether {@code bash -n} accepts it. */
    List<Boolean> accepts(List<String> texts) throws IOException, InterruptedException {
        Path batch = Files.createTempDirectory(folder, "accepts");
        for (int i = 0; i < texts.size(); i++) {
            Files.writeString(batch.resolve(String.valueOf(i)), texts.get(i));
        }
        // an error inside [[ ]] leaves the exit status at 0: what is written counts as well, warnings aside
        String script = "for ((i = 0; i < $1; i++)); do if said=$(bash --norc -n \"$i\" 2>&1 </dev/null)"
                + " && [[ $said != *'syntax error'* && $said != *unexpected* && $said != *expected* ]];"
                + " then echo 1; else echo 0; fi; done";
        List<Boolean> answers = new ArrayList<>();
        for (String line : run(batch, script, String.valueOf(texts.size())).split("\n", -1)) {
            if (!line.isEmpty()) {
                answers.add(line.equals("1"));
            }
        }
        if (answers.size() != texts.size()) {
            throw new IllegalStateException(texts.size() + " questions, " + answers.size() + " answers");
        }
        return answers;
    }

    /** What a script writes, run in a folder. */
    String run(Path where, String script, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bash", "--norc", "--noprofile", "-c", script, "bash"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(where.toFile());
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("HOME", "/home/someone");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return out;
    }
}

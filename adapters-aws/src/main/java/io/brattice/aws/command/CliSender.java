package io.brattice.aws.command;

import io.brattice.action.Arguments;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.call.AwsException;
import io.brattice.aws.call.AwsSender;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Kind;
import io.brattice.shell.process.Execution;
import io.brattice.shell.process.Launch;
import io.brattice.shell.process.OutputListener;
import io.brattice.shell.process.ShellResult;
import io.brattice.shell.process.Sink;
import io.brattice.shell.process.Stage;
import io.brattice.shell.process.Stdin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls by the {@code aws} program, with the credentials and the configuration that it finds.
 *
 * <p>Guarantees: a call goes where its place says. An address other than AWS's own is always given as an option, also where a variable names it:
 * version 1 of the program ignores the variables for some services, and would send the call to AWS. Parameters are not seen by other users of the
 * machine.
 *
 * <p>Does not: send streams, nor read answers that are streams or longer than a mebibyte; nor bytes by version 1, which takes them for text.
 */
public final class CliSender implements AwsSender {

    private static final Path ANYWHERE = Path.of("/");

    private final Path program;
    private final Execution execution;
    private final Catalogue catalogue;
    private final Shapes shapes;
    private volatile Optional<Integer> version = Optional.empty();

    private CliSender(Path program, Execution execution, Catalogue catalogue) {
        this.program = program;
        this.execution = execution;
        this.catalogue = catalogue;
        this.shapes = new Shapes(catalogue);
    }

    /**
     * By this program.
     *
     * @param program absolute
     * @param execution its environment is the one that the program sees
     */
    public static CliSender by(Path program, Execution execution) {
        return new CliSender(program, execution, Catalogue.shipped());
    }

    @Override
    public boolean sends(String service) {
        return catalogue.services().contains(service);
    }

    @Override
    public Map<String, @Nullable Object> send(AwsCall call) throws AwsException, InterruptedException {
        Optional<String> command = catalogue.commandOf(call.service(), call.operation());
        if (command.isEmpty() || shapes.streams(call.service(), call.operation())) {
            throw unsent("the `aws` program has no `" + call.id() + "` whose answer can be read");
        }
        Path request = null;
        try {
            if (holdsBytes(call, call.parameters().asMap(), "") && version() < 2) {
                throw unsent("version 1 of the `aws` program takes bytes for text; install version 2");
            }
            request = Files.createTempFile("brattice", ".json"); // only its owner may read it
            Files.writeString(request, call.parameters().json());
            return answer(call, run(words(call, command.get(), request)));
        } catch (IOException e) {
            throw new AwsException("", false, "`aws` could not be run: " + e.getMessage(), e);
        } finally {
            forget(request);
        }
    }

    private static AwsException unsent(String why) {
        return new AwsException("", true, why);
    }

    private static void forget(@Nullable Path request) {
        try {
            if (request != null) {
                Files.deleteIfExists(request);
            }
        } catch (IOException e) {
            // It lies in the folder for what is not kept, and only its owner may read it.
        }
    }

    private List<String> words(AwsCall call, String command, Path request) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(List.of(command.split(" ", -1)));
        words.addAll(List.of("--cli-input-json", "file://" + request, "--output", "json", "--no-paginate"));
        if (version() >= 2) {
            words.addAll(List.of("--no-cli-pager", "--cli-binary-format", "base64"));
        }
        call.place().region().ifPresent(region -> words.addAll(List.of("--region", region)));
        call.place().profile().ifPresent(profile -> words.addAll(List.of("--profile", profile)));
        endpoint(call).ifPresent(address -> words.addAll(List.of("--endpoint-url", address)));
        return words;
    }

    private Optional<String> endpoint(AwsCall call) {
        return call.place()
                .endpoint()
                .map(Object::toString)
                .or(() -> variable("AWS_ENDPOINT_URL_"
                        + call.service().toUpperCase(Locale.ROOT).replace('-', '_')))
                .or(() -> variable("AWS_ENDPOINT_URL"));
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(execution.environment().get(name)).filter(value -> !value.isEmpty());
    }

    private ShellResult run(List<String> words) throws IOException, InterruptedException {
        Stage stage = new Stage(words, Map.of("AWS_PAGER", "", "AWS_CLI_AUTO_PROMPT", "off"), Sink.KEPT);
        return execution.run(new Launch(List.of(stage), ANYWHERE, Stdin.CLOSED, Sink.KEPT), OutputListener.NONE);
    }

    private int version() throws IOException, InterruptedException {
        if (version.isEmpty()) {
            ShellResult told = run(List.of(program.toString(), "--version"));
            String text = told.stdout() + told.stderr(); // version 1 used to tell it there
            int slash = text.indexOf('/');
            boolean second = slash >= 0 && text.startsWith("2.", slash + 1);
            version = Optional.of(second ? 2 : 1);
        }
        return version.get();
    }

    private static Map<String, @Nullable Object> answer(AwsCall call, ShellResult result) throws AwsException {
        if (result.exit() != 0) {
            throw failed(call, result);
        }
        if (result.truncated()) {
            throw new AwsException("", false, "what `" + call.id() + "` answered is too long to be read");
        }
        String text = result.stdout().strip();
        if (text.isEmpty()) {
            return Map.of();
        }
        try {
            return Arguments.fromJson(text).asMap();
        } catch (IllegalArgumentException e) {
            throw new AwsException("", false, "what `" + call.id() + "` answered cannot be read: " + e.getMessage(), e);
        }
    }

    /** {@code An error occurred (NoSuchBucket) when calling …}: the service answered. */
    private static AwsException failed(AwsCall call, ShellResult result) {
        String text = result.stderr().strip();
        String start = "An error occurred (";
        int at = text.indexOf(start);
        int end = at < 0 ? -1 : text.indexOf(')', at);
        if (end < 0) {
            String last = text.lines().reduce((before, line) -> line).orElse("exit status " + result.exit());
            boolean refused = text.contains("Parameter validation failed") || text.contains("Unknown options");
            return new AwsException("", refused, "`" + call.id() + "` was not answered: " + last);
        }
        String code = text.substring(at + start.length(), end);
        boolean done = code.startsWith("5")
                || code.contains("Internal")
                || code.contains("Unavailable")
                || code.contains("Timeout");
        return new AwsException(
                code, !done, text.substring(at).lines().findFirst().orElse(code));
    }

    private boolean holdsBytes(AwsCall call, @Nullable Object value, String path) {
        if (value instanceof Map<?, ?> members) {
            boolean map = !path.isEmpty()
                    && catalogue
                            .request(call.service(), call.operation(), path)
                            .filter(kind -> kind == Kind.MAP)
                            .isPresent();
            return members.entrySet().stream()
                    .anyMatch(member -> holdsBytes(
                            call,
                            member.getValue(),
                            map ? path + "{}" : (path.isEmpty() ? "" : path + ".") + member.getKey()));
        }
        if (value instanceof List<?> items) {
            return items.stream().anyMatch(item -> holdsBytes(call, item, path + "[]"));
        }
        return catalogue
                .request(call.service(), call.operation(), path)
                .filter(kind -> kind == Kind.BYTES)
                .isPresent();
    }
}

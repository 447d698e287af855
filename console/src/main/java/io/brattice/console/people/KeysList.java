package io.brattice.console.people;

import io.brattice.approval.People.Holder;
import io.brattice.approval.VisibleText;
import io.brattice.console.terminal.Terminal;
import io.brattice.rulebook.keys.KeyFolder;
import io.brattice.rulebook.keys.PublicKeys;
import io.brattice.rulebook.people.PeopleFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brattice keys list}: your keys, or those of everybody in a file of people. */
@Command(
        name = "list",
        description = "List your keys, or those of everybody in a file of people.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:listed", "2:the command line was not understood", "4:a file cannot be read, and why"})
final class KeysList implements Callable<Integer> {

    private final Terminal terminal;

    @Mixin
    private final OwnKey own = new OwnKey();

    @Option(
            names = "--people",
            paramLabel = "FILE",
            description = "This file of people; its signature is not looked at.")
    private @Nullable Path people;

    @Option(names = "--json", description = "One JSON object for each key, a line each.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    KeysList(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        CommandLine command = Objects.requireNonNull(spec, "spec").commandLine();
        return Told.by(command, () -> people == null ? own(command.getOut()) : people(command.getOut(), people));
    }

    private int own(PrintWriter out) throws IOException {
        List<KeyFolder.Kept> kept = own.folder(terminal).list();
        if (json) {
            kept.forEach(one -> Words.json(out, KeysNew.facts(one)));
        } else if (kept.isEmpty()) {
            out.println(
                    "there is no key in `" + own.folder(terminal).folder() + "`; `brattice keys new NAME` makes one");
        } else {
            Words.table(
                    out,
                    List.of("name", "fingerprint", "public key"),
                    kept.stream()
                            .map(one -> List.of(one.name(), one.key().toString(), PublicKeys.line(one.key())))
                            .toList());
        }
        return Told.DONE;
    }

    private int people(PrintWriter out, Path file) throws IOException {
        List<Holder> holders = PeopleFile.parse(file.toString(), Files.readAllBytes(file));
        Instant now = Instant.now();
        List<List<String>> rows = new ArrayList<>();
        for (Holder holder : holders) {
            if (json) {
                Words.json(out, facts(holder, now));
            }
            rows.add(List.of(
                    VisibleText.name(holder.name()),
                    holder.key().toString(),
                    holder.roles().stream().sorted().collect(Collectors.joining(",")),
                    state(holder, now)));
        }
        if (!json) {
            Words.table(out, List.of("name", "fingerprint", "roles", "state"), rows);
        }
        return Told.DONE;
    }

    private static Map<String, @Nullable Object> facts(Holder holder, Instant now) {
        Map<String, @Nullable Object> facts = new LinkedHashMap<>();
        facts.put("name", holder.name());
        facts.put("id", holder.key().id());
        facts.put("roles", holder.roles().stream().sorted().toList());
        facts.put("from", holder.from());
        facts.put("until", holder.until());
        facts.put("revoked", holder.revoked().orElse(null));
        facts.put("valid", holder.objection(now).isEmpty());
        return facts;
    }

    private static String state(Holder holder, Instant now) {
        if (holder.revoked().isPresent()) {
            return "revoked since " + holder.revoked().get();
        }
        return holder.objection(now).isEmpty()
                ? "until " + holder.until()
                : "not valid, from " + holder.from() + " until " + holder.until();
    }
}

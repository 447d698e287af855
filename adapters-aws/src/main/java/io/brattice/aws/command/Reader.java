package io.brattice.aws.command;

import io.brattice.aws.call.Place;
import io.brattice.aws.catalogue.Catalogue;
import io.brattice.aws.catalogue.Operation;
import io.brattice.files.World;
import io.brattice.shell.program.Invocation;
import io.brattice.shell.program.Situation;
import io.brattice.shell.program.Term;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes a line of the {@code aws} program apart: which calls it makes, which files it touches. Judges nothing. */
final class Reader {

    private static final int MOST_ALIASES = 1 << 16;

    /** Operations under another name than the model's. */
    private static final Map<String, String> RENAMED = Map.of(
            "rds add-option-to-option-group", "modify-option-group",
            "rds remove-option-from-option-group", "modify-option-group",
            "runtime.sagemaker invoke-endpoint", "invoke-endpoint",
            "socialmessaging delete-whatsapp-media-message", "delete-whatsapp-message-media");

    private final Catalogue catalogue;
    private final Shapes shapes;

    Reader(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.shapes = new Shapes(catalogue);
    }

    Told read(Invocation call) {
        Told told = new Told();
        Globals globals = Globals.of(call.arguments());
        if (globals.problem().isPresent()) {
            told.opaque(globals.problem().get());
            return told;
        }
        List<Term> words = globals.rest();
        if (globals.version() || words.equals(List.of(Term.of("help")))) {
            return told;
        }
        if (words.isEmpty() || !words.get(0).known()) {
            told.opaque("which operation it calls is not known");
            return told;
        }
        Optional<String> alias = alias(call.situation());
        if (alias.isPresent()) {
            told.opaque(alias.get());
            return told;
        }
        globals.files(told);
        String service = words.get(0).text();
        boolean alone = words.size() < 2;
        if (alone || !words.get(1).known() || words.get(1).text().startsWith("-") || service.startsWith("-")) {
            told.opaque(
                    service.equals("configure") && alone
                            ? "it asks for the program's own settings"
                            : "which operation it calls is not known");
            return told;
        }
        String written = words.get(1).text();
        Optional<Operation> operation = catalogue.ofCommand(
                service.equals("runtime.sagemaker") ? "sagemaker-runtime" : service,
                RENAMED.getOrDefault(service + " " + written, written));
        String name = operation.map(Operation::service).orElse(service);
        Optional<Place> place = globals.place(name, call.situation());
        Line line = new Line(
                service,
                written,
                words.subList(2, words.size()),
                place.orElse(Place.ofSender()),
                place.isPresent(),
                call.situation());
        route(line, operation, told);
        output(globals, operation, call, told);
        if (!service.equals("configure") && !service.equals("history")) {
            told.host(line.place()
                    .endpoint()
                    .map(address -> String.valueOf(address.getHost()))
                    .orElse(service + ".amazonaws.com"));
        }
        return told;
    }

    /** An answer is read where it is JSON and not taken apart; the program may be set to write another form, unless it is told. */
    private static void output(Globals globals, Optional<Operation> operation, Invocation call, Told told) {
        Optional<Term> form = globals.option("--output");
        if (globals.option("--query").isPresent()
                || form.isPresent() && !form.get().equals(Term.of("json"))
                || globals.option("--debug").isPresent()) {
            told.unreadable();
        } else if (form.isEmpty() && operation.isPresent()) {
            List<Term> words = new ArrayList<>(call.words());
            words.addAll(List.of(Term.of("--output"), Term.of("json")));
            told.withOutput(words);
        }
    }

    private void route(Line line, Optional<Operation> operation, Told told) {
        if (line.operation().equals("help")) {
            return;
        }
        if (line.service().equals("configure")) {
            Configure.read(line, told);
        } else if (line.service().equals("s3")) {
            S3Commands.read(line, told);
        } else if (line.operation().equals("wait") && !line.rest().isEmpty()) {
            return; // waiters ask again and again how something is
        } else if (Customs.read(line, told)) {
            return;
        } else if (operation.isPresent()) {
            Native.read(operation.get(), line.operation(), line, shapes, told);
        } else {
            told.opaque("`" + line.service() + " " + line.operation() + "` is no operation that is known");
        }
    }

    /** Why a command may be another one than its name says: an alias goes before every command, and may run a shell. */
    private static Optional<String> alias(Situation situation) {
        Path file = situation.home().resolve(".aws/cli/alias");
        World world = situation.world();
        if (world.worst() || world.kind(file) == World.Kind.NOTHING) {
            return Optional.empty(); // what is supposed of a machine does not go as far as its owner's aliases
        }
        Optional<String> text = world.text(file, MOST_ALIASES);
        boolean none = text.isPresent() && text.get().lines().noneMatch(line -> line.indexOf('=') > 0);
        return none ? Optional.empty() : Optional.of("`" + file + "` may give commands another meaning");
    }
}

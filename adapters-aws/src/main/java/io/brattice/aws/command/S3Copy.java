package io.brattice.aws.command;

import io.brattice.files.World;
import io.brattice.shell.program.FileAct;
import io.brattice.shell.program.Term;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code aws s3 cp}, {@code mv} and {@code sync}: between this machine and buckets, and from bucket to bucket. */
final class S3Copy {

    private final Line line;
    private final Options options;
    private final Told told;
    private final boolean tree;
    private final boolean moves;
    private final boolean removes;

    S3Copy(Line line, Options options, Told told) {
        this.line = line;
        this.options = options;
        this.told = told;
        this.tree = line.operation().equals("sync") || options.has("--recursive");
        this.moves = line.operation().equals("mv");
        this.removes = options.has("--delete");
    }

    void read(Term source, Term target) {
        S3Path from = S3Path.of(source);
        S3Path to = S3Path.of(target);
        boolean certain = !to.isOpen() && !(moves && from.isOpen());
        if (!certain || !from.remote() && !to.remote() && !from.isOpen()) {
            told.opaque("what it copies where is not known");
            return;
        }
        if (options.has("--dryrun")) {
            if (!from.remote() && !from.isStream()) {
                told.file(FileAct.LIST, from.word());
            }
            return;
        }
        if (!from.remote() && !from.isStream()) {
            told.file(tree ? FileAct.READ_TREE : FileAct.READ, from.word());
        }
        if (to.remote()) {
            put(from, to);
        } else if (!to.isStream()) {
            write(from, to.word());
        }
        if (moves) {
            takeAway(from);
        }
    }

    /** Into a bucket. */
    private void put(S3Path from, S3Path to) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        to.bucket().ifPresent(bucket -> parameters.put("Bucket", bucket));
        boolean key = !tree && to.key().isPresent() && (from.word().known() || !intoFolder(to));
        if (key) {
            parameters.put(
                    "Key",
                    intoFolder(to)
                            ? to.key().orElse("") + from.last()
                            : to.key().orElse(""));
        }
        if (from.remote()) {
            from.bucket()
                    .ifPresent(bucket -> parameters.put(
                            "CopySource", bucket + "/" + (tree ? "" : from.key().orElse(""))));
        }
        for (String option :
                List.of("ACL=--acl", "StorageClass=--storage-class", "WebsiteRedirectLocation=--website-redirect")) {
            int equals = option.indexOf('=');
            options.one(option.substring(equals + 1))
                    .filter(Term::known)
                    .ifPresent(word -> parameters.put(option.substring(0, equals), word.text()));
        }
        boolean plain = options.given().values().stream().flatMap(List::stream).allMatch(Term::known);
        boolean whole = key && to.bucket().isPresent() && plain && grants(parameters);
        S3Commands.call(line, from.remote() ? "CopyObject" : "PutObject", parameters, whole, told);
        if (removes) {
            Map<String, Object> others = new LinkedHashMap<>();
            to.bucket().ifPresent(bucket -> others.put("Bucket", bucket));
            S3Commands.call(line, "DeleteObject", others, false, told);
        }
    }

    private static boolean intoFolder(S3Path to) {
        String key = to.key().orElse("");
        return key.isEmpty() || key.endsWith("/");
    }

    /** {@code --grants read=uri=…}; false where one is not understood. */
    private boolean grants(Map<String, Object> parameters) {
        for (Term grant : options.given().getOrDefault("--grants", List.of())) {
            int equals = grant.text().indexOf('=');
            String member = switch (equals < 0 ? "" : grant.text().substring(0, equals)) {
                case "read" -> "GrantRead";
                case "full" -> "GrantFullControl";
                case "readacl" -> "GrantReadACP";
                case "writeacl" -> "GrantWriteACP";
                default -> "";
            };
            if (member.isEmpty()) {
                return false;
            }
            parameters.put(member, grant.text().substring(equals + 1));
        }
        return true;
    }

    /** Onto this machine. */
    private void write(S3Path from, Term to) {
        if (tree) {
            told.file(FileAct.WRITE_TREE, to);
            if (removes) {
                told.file(FileAct.DELETE_TREE, to);
            }
            return;
        }
        boolean folder = to.text().endsWith("/")
                || line.situation()
                        .path(to)
                        .filter(path -> line.situation().world().followed(path) == World.Kind.FOLDER)
                        .isPresent();
        if (!folder) {
            told.file(FileAct.WRITE, to);
        } else if (from.key().isPresent() && !from.last().isEmpty()) {
            told.file(FileAct.WRITE, Term.of(to.text() + (to.text().endsWith("/") ? "" : "/") + from.last()));
        } else {
            told.file(FileAct.WRITE_TREE, to);
        }
    }

    private void takeAway(S3Path from) {
        if (!from.remote()) {
            told.file(tree ? FileAct.DELETE_TREE : FileAct.DELETE, from.word());
            return;
        }
        Map<String, Object> parameters = new LinkedHashMap<>();
        from.bucket().ifPresent(bucket -> parameters.put("Bucket", bucket));
        boolean one = !tree && from.key().isPresent();
        if (one) {
            parameters.put("Key", from.key().orElse(""));
        }
        S3Commands.call(line, "DeleteObject", parameters, one && from.bucket().isPresent(), told);
    }
}

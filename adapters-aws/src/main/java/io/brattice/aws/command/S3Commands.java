package io.brattice.aws.command;

import io.brattice.action.Arguments;
import io.brattice.action.Resource;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.command.Options.Takes;
import io.brattice.shell.program.Term;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code aws s3}: commands that make several calls. Those that copy are {@link S3Copy}. */
final class S3Commands {

    private static final Set<String> NAMES = Set.of("ls", "website", "cp", "mv", "rm", "sync", "mb", "rb", "presign");

    private static final List<String> FLAGS = List.of(
            "--dryrun",
            "--quiet",
            "--follow-symlinks",
            "--no-follow-symlinks",
            "--no-guess-mime-type",
            "--only-show-errors",
            "--no-progress",
            "--ignore-glacier-warnings",
            "--force-glacier-transfer");
    private static final List<String> VALUES = List.of(
            "--include",
            "--exclude",
            "--acl",
            "--sse-c-key",
            "--sse-kms-key-id",
            "--sse-c-copy-source-key",
            "--storage-class",
            "--website-redirect",
            "--content-type",
            "--cache-control",
            "--content-disposition",
            "--content-encoding",
            "--content-language",
            "--expires",
            "--source-region",
            "--page-size",
            "--checksum-mode",
            "--checksum-algorithm",
            "--metadata",
            "--metadata-directive",
            "--copy-props",
            "--case-conflict");

    private S3Commands() {}

    /** Tells what the command does. */
    static void read(Line line, Told told) {
        if (line.operation().equals("help") || line.rest().equals(List.of(Term.of("help")))) {
            return;
        }
        if (!NAMES.contains(line.operation())) {
            told.opaque("`aws s3 " + line.operation() + "` is not a command that is known");
            return;
        }
        if (!Set.of("mb", "rm", "website").contains(line.operation())) {
            told.unreadable(); // it tells in words for people what it did, and not what the service answered
        }
        Options options = Options.split(line.rest(), table(line.operation()));
        List<Term> operands = options.others();
        int due = Set.of("cp", "mv", "sync").contains(line.operation()) ? 2 : 1;
        boolean all = line.operation().equals("ls") && operands.isEmpty();
        if (options.problem().isPresent() || operands.size() != due && !all) {
            told.opaque(options.problem().orElse("what it is to do with which bucket is not known"));
            return;
        }
        if (due == 2) {
            new S3Copy(line, options, told).read(operands.get(0), operands.get(1));
        } else if (!all) {
            one(line, options, S3Path.ofBucket(operands.get(0)), told);
        }
    }

    private static Map<String, Takes> table(String command) {
        Map<String, Takes> table = new HashMap<>();
        switch (command) {
            case "ls" -> {
                flags(table, "--recursive", "--human-readable", "--summarize");
                values(table, "--page-size", "--bucket-name-prefix", "--bucket-region");
                table.put("--request-payer", Takes.PERHAPS);
            }
            case "website" -> values(table, "--index-document", "--error-document");
            case "presign" -> values(table, "--expires-in");
            case "mb" -> table.put("--tags", Takes.TWO);
            case "rb" -> flags(table, "--force");
            case "rm" -> {
                flags(table, "--dryrun", "--quiet", "--recursive", "--only-show-errors");
                values(table, "--include", "--exclude", "--page-size");
                table.put("--request-payer", Takes.PERHAPS);
            }
            default -> {
                flags(table, FLAGS.toArray(String[]::new));
                values(table, VALUES.toArray(String[]::new));
                table.put("--grants", Takes.SOME);
                for (String perhaps : List.of("--sse", "--sse-c", "--sse-c-copy-source", "--request-payer")) {
                    table.put(perhaps, Takes.PERHAPS);
                }
                switch (command) {
                    case "sync" -> flags(table, "--delete", "--exact-timestamps", "--size-only", "--no-overwrite");
                    case "mv" -> flags(table, "--recursive", "--validate-same-s3-paths", "--no-overwrite");
                    default -> {
                        flags(table, "--recursive", "--no-overwrite");
                        values(table, "--expected-size");
                    }
                }
            }
        }
        return table;
    }

    private static void flags(Map<String, Takes> table, String... names) {
        for (String name : names) {
            table.put(name, Takes.NOTHING);
        }
    }

    private static void values(Map<String, Takes> table, String... names) {
        for (String name : names) {
            table.put(name, Takes.ONE);
        }
    }

    private static void one(Line line, Options options, S3Path target, Told told) {
        boolean recursive = options.has("--recursive");
        Map<String, Object> parameters = new LinkedHashMap<>();
        target.bucket().ifPresent(bucket -> parameters.put("Bucket", bucket));
        boolean known = target.bucket().isPresent() && line.certain();
        switch (line.operation()) {
            case "ls" -> call(line, "ListObjectsV2", parameters, true, told);
            case "presign" ->
                told.effect(
                        Verb.DISCLOSE,
                        new Resource("aws:unknown:" + line.place().region().orElse("unknown") + ":s3:object:"
                                + target.bucket().orElse("unknown") + "/"
                                + target.key().map(key -> key.replace(' ', '+')).orElse("unknown")),
                        Reversibility.IRREVERSIBLE,
                        "makes an address by which anybody can read the object");
            case "website" -> {
                Map<String, Object> configuration = new LinkedHashMap<>();
                options.one("--index-document")
                        .ifPresent(word -> configuration.put("IndexDocument", Map.of("Suffix", word.text())));
                options.one("--error-document")
                        .ifPresent(word -> configuration.put("ErrorDocument", Map.of("Key", word.text())));
                parameters.put("WebsiteConfiguration", configuration);
                call(line, "PutBucketWebsite", parameters, known, told);
            }
            case "mb" -> {
                line.place()
                        .region()
                        .filter(region -> !region.equals("us-east-1"))
                        .ifPresent(region ->
                                parameters.put("CreateBucketConfiguration", Map.of("LocationConstraint", region)));
                call(line, "CreateBucket", parameters, known, told);
            }
            case "rb" -> {
                if (options.has("--force")) {
                    call(line, "DeleteObject", parameters, false, told);
                }
                call(line, "DeleteBucket", parameters, known, told);
            }
            case "rm" -> {
                if (options.has("--dryrun")) {
                    return;
                }
                boolean whole = known && !recursive && target.key().isPresent() && target.remote();
                if (!recursive) {
                    target.key().ifPresent(key -> parameters.put("Key", key));
                }
                call(line, "DeleteObject", parameters, whole, told);
            }
            default -> told.opaque("`aws s3 " + line.operation() + "` is not a command that is known");
        }
    }

    static void call(Line line, String operation, Map<String, ?> parameters, boolean whole, Told told) {
        told.call(new AwsCall("s3", operation, Arguments.from(parameters), line.place()), whole && line.certain());
    }
}

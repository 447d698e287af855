package io.brattice.aws.judge;

import io.brattice.action.Reversibility;
import io.brattice.aws.call.AwsCall;
import io.brattice.aws.judge.Inner.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operations that carry statements of SQL or lines of a shell, and what those would do. */
final class Texts {

    private static final int SHOWN = 120;
    private static final int LINES = 5;

    private static final Map<String, Row> ROWS = Map.ofEntries(
            sql("rds-data:ExecuteStatement", "{sql}"),
            sql("rds-data:BatchExecuteStatement", "{sql}"),
            sql("rds-data:ExecuteSql", "{sqlStatements}"),
            sql("redshift-data:ExecuteStatement", "{Sql}"),
            sql("redshift-data:BatchExecuteStatement", "{Sqls[]}"),
            sql("timestream-query:Query", "{QueryString}"),
            sql("dynamodb:ExecuteStatement", "{Statement}"),
            sql("dynamodb:BatchExecuteStatement", "{Statements[].Statement}"),
            sql("dynamodb:ExecuteTransaction", "{TransactStatements[].Statement}"),
            sql("cloudtrail:StartQuery", "{QueryStatement}"),
            Map.entry(
                    "athena:StartQueryExecution",
                    new Row(Language.SQL, path("{QueryString}"), Reversibility.REVERSIBLE)),
            shell("ssm:SendCommand", "{Parameters.commands[]}"),
            shell("ssm:StartSession", "{Parameters.command[]}"),
            shell("ssm:CreateAssociation", "{Parameters.commands[]}"),
            shell("ssm:UpdateAssociation", "{Parameters.commands[]}"),
            shell("ecs:ExecuteCommand", "{command}"));

    /**
     * Where the text is.
     *
     * @param atLeast what the call is even when the text only reads: SQL may read only, but its answer may be kept somewhere
     */
    private record Row(Language language, Template texts, Reversibility atLeast) {}

    /**
     * What the texts of a call would do at their gravest.
     *
     * @param lines those that people read
     * @param understood true when somebody has read all of them
     */
    record Said(Language language, Reversibility inherent, List<String> lines, boolean understood) {}

    private Texts() {}

    /** Empty for an operation that carries no text. */
    static Optional<Said> of(AwsCall call, Inner inner) {
        Row row = ROWS.get(call.id());
        if (row == null) {
            return Optional.empty();
        }
        List<String> texts = row.texts().names(call.parameters());
        List<String> lines = new ArrayList<>();
        Reversibility gravest = row.atLeast();
        boolean understood = !texts.isEmpty();
        for (String text : texts) {
            Optional<Inner.Read> read = inner.read(row.language(), text);
            understood &= read.isPresent();
            gravest = gravest.or(read.map(Inner.Read::inherent).orElse(Reversibility.IRREVERSIBLE));
            if (lines.size() < LINES) {
                String why = read.map(one -> " (" + one.reason() + ")").orElse("");
                lines.add("runs `" + Words.shown(text, SHOWN) + "`" + why);
            }
        }
        if (texts.size() > LINES) {
            lines.add("and " + (texts.size() - LINES) + " more");
        }
        return Optional.of(
                new Said(row.language(), understood ? gravest : Reversibility.IRREVERSIBLE, lines, understood));
    }

    private static Map.Entry<String, Row> sql(String operation, String member) {
        return Map.entry(operation, new Row(Language.SQL, path(member), Reversibility.READ_ONLY));
    }

    /** Nobody here knows the other machine: what a shell does there is never less than IRREVERSIBLE. */
    private static Map.Entry<String, Row> shell(String operation, String member) {
        return Map.entry(operation, new Row(Language.SHELL, path(member), Reversibility.IRREVERSIBLE));
    }

    private static Template path(String member) {
        return Template.of("", member);
    }
}

package io.brattice.console.page;

import io.brattice.approval.VisibleText;
import io.brattice.console.page.Piece.Tone;
import io.brattice.console.page.Piece.Whose;
import java.util.List;

/**
 * Markdown. What somebody else wrote stands in code spans, in which nothing is a link, a mention, HTML or emphasis; a backtick in it is
 * written {@code \}{@code u{60}}, so that no span ends early.
 */
public final class MarkdownPage implements Page {

    private final StringBuilder text = new StringBuilder();
    private boolean inList;

    @Override
    public void title(Piece... pieces) {
        text.append("# ");
        append(List.of(pieces));
        text.append("\n\n");
    }

    @Override
    public void section(String heading) {
        endList();
        text.append("## ").append(escaped(heading)).append("\n\n");
    }

    @Override
    public void line(Piece... pieces) {
        endList();
        append(List.of(pieces));
        text.append("\n\n");
    }

    @Override
    public void item(List<Piece> pieces) {
        inList = true;
        text.append("- ");
        append(pieces);
        text.append('\n');
    }

    @Override
    public void detail(List<Piece> pieces) {
        text.append("  ");
        item(pieces);
    }

    @Override
    public void table(List<String> head, List<List<Piece>> rows) {
        endList();
        text.append('|');
        head.forEach(cell -> text.append(' ').append(escaped(cell)).append(" |"));
        text.append("\n|---|").append("---:|".repeat(head.size() - 1)).append('\n');
        for (List<Piece> row : rows) {
            text.append('|');
            for (Piece cell : row) {
                text.append(' ').append(piece(cell)).append(" |");
            }
            text.append('\n');
        }
        text.append('\n');
    }

    @Override
    public void plot(Plot plot) {
        // the same numbers stand in a table
    }

    @Override
    public String text() {
        endList();
        return text.toString();
    }

    private void endList() {
        if (inList) {
            text.append('\n');
            inList = false;
        }
    }

    private void append(List<Piece> pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            text.append(i == 0 ? "" : " ").append(piece(pieces.get(i)));
        }
    }

    private static String piece(Piece piece) {
        if (piece.text().isEmpty()) {
            return "";
        }
        if (piece.whose() == Whose.THEIRS) {
            return code(piece.text());
        }
        String plain = escaped(piece.text());
        return piece.tone() == Tone.PLAIN || piece.tone() == Tone.FAINT ? plain : "**" + plain + "**";
    }

    /** A table takes a bar for the end of a cell even in a code span, so it is written as its number too. */
    static String code(String theirs) {
        String shown = VisibleText.line(theirs).replace("`", "\\u{60}").replace("|", "\\u{7c}");
        return "`" + (shown.isBlank() ? "\\u{20}" : shown) + "`";
    }

    /** Our own words may hold an id or a name. */
    private static String escaped(String ours) {
        StringBuilder escaped = new StringBuilder();
        VisibleText.line(ours).codePoints().forEach(c -> {
            if ("\\`*_{}[]<>#|!&~@".indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.appendCodePoint(c);
        });
        return escaped.toString();
    }
}

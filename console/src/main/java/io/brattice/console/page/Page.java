package io.brattice.console.page;

import java.util.List;

/** A page that is written from top to bottom. */
public interface Page {

    /** What it is, once. */
    void title(Piece... pieces);

    /** A heading. */
    void section(String heading);

    /** A paragraph. */
    void line(Piece... pieces);

    /** One point of a list. */
    void item(List<Piece> pieces);

    /** A point below the one before. */
    void detail(List<Piece> pieces);

    /** Rows of a few short cells; the first of each row is to the left, the others are numbers. */
    void table(List<String> head, List<List<Piece>> rows);

    /** A plot; where there are none, what it shows stands in a table anyway. */
    void plot(Plot plot);

    /** The whole page. */
    String text();
}

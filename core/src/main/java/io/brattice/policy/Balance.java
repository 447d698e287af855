package io.brattice.policy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What one account stands at, of one moment: an immutable snapshot from the ledger.
 *
 * <p>Amounts are exact. Times are exact up to a cell, whose width follows from how long a charge is kept (a second for 50 minutes, a minute
 * for a day, a quarter of an hour for a month): a charge counts as long as any of its cell is in the window, so never too short. Cells are
 * cut at whole quarters of an hour, where every hour, day and month of every time zone begins, so that a calendar's window is exact.
 *
 * @param version grows with every change; a permit is only reserved against the version its verdict saw
 * @param kept how long cells are remembered after they end
 * @param cells what was charged when, in the order of their ends
 */
public record Balance(long version, Duration kept, List<Cell> cells) {

    /** What was charged from one instant until before another. */
    public record Cell(Instant from, Instant until, BigDecimal sum) {
        public Cell {
            Objects.requireNonNull(from, "from");
            Objects.requireNonNull(until, "until");
            Objects.requireNonNull(sum, "sum");
        }
    }

    private static final Balance NONE = new Balance(0, Duration.ZERO, List.of());

    /** No account has more cells, but for those of the margin. */
    private static final int CELLS = 3_000;
    /** In milliseconds. Up to a quarter of an hour, each divides it; none divides into more than {@link #CELLS} what is kept. */
    private static final long[] WIDTHS = {
        1, 10, 100, 1_000, 5_000, 15_000, 60_000, 300_000, 900_000, 3_600_000, 21_600_000
    };
    /** How long a cell outlives its time, at most: the clocks of two processes are not one. */
    private static final Duration MARGIN = Duration.ofHours(1);

    public Balance {
        Objects.requireNonNull(kept, "kept");
        cells = List.copyOf(cells);
    }

    /** Nothing was charged yet, at version 0. */
    public static Balance none() {
        return NONE;
    }

    /** The sum of everything that was charged at or after {@code from}, and is not given back. Also what is dated later than now. */
    public BigDecimal since(Instant from) {
        int first = firstAfter(from);
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = first; i < cells.size(); i++) {
            sum = sum.add(cells.get(i).sum());
        }
        return sum;
    }

    /** This account once more was charged, as the given version. Forgets what no window needs any more. */
    public Balance and(Charge charge, Instant at, long next) {
        if (charge.amount().signum() == 0) {
            return this;
        }
        Duration longer = kept.compareTo(charge.kept()) >= 0 ? kept : charge.kept();
        List<Cell> remembered = new ArrayList<>(cells.size() + 1);
        for (Cell cell : cells) {
            if (!isOver(cell, longer, at)) {
                remembered.add(cell);
            }
        }
        return new Balance(next, longer, adding(remembered, charge, at, charge.amount()));
    }

    /** This account once a charge was given back, as the given version. */
    public Balance less(Charge charge, Instant at, long next) {
        if (charge.amount().signum() == 0) {
            return this;
        }
        List<Cell> rest = new ArrayList<>(cells);
        return find(rest, cell(charge, at, BigDecimal.ZERO)) < 0
                ? new Balance(next, kept, cells) // it was forgotten, and counts no more anyway
                : new Balance(
                        next, kept, adding(rest, charge, at, charge.amount().negate()));
    }

    /** True when nothing of it can be in any window any more. */
    public boolean isOver(Instant now) {
        return cells.isEmpty() || isOver(cells.get(cells.size() - 1), kept, now);
    }

    private static boolean isOver(Cell cell, Duration kept, Instant now) {
        return cell.until()
                .plus(kept)
                .plus(kept.compareTo(MARGIN) < 0 ? kept : MARGIN)
                .isBefore(now);
    }

    private static List<Cell> adding(List<Cell> cells, Charge charge, Instant at, BigDecimal amount) {
        Cell cell = cell(charge, at, amount);
        int index = find(cells, cell);
        if (index < 0) {
            cells.add(-index - 1, cell);
        } else {
            BigDecimal sum = cells.get(index).sum().add(amount);
            if (sum.signum() == 0) {
                cells.remove(index);
            } else {
                cells.set(index, new Cell(cell.from(), cell.until(), sum.stripTrailingZeros()));
            }
        }
        return cells;
    }

    private static Cell cell(Charge charge, Instant at, BigDecimal amount) {
        long width = width(charge.kept());
        long from = Math.floorDiv(at.toEpochMilli(), width) * width;
        return new Cell(Instant.ofEpochMilli(from), Instant.ofEpochMilli(from + width), amount);
    }

    private static long width(Duration kept) {
        return Arrays.stream(WIDTHS)
                .filter(width -> kept.toMillis() <= CELLS * width)
                .findFirst()
                .orElse(WIDTHS[WIDTHS.length - 1]);
    }

    /** Where this cell is, or, as {@code -index - 1}, where it belongs. */
    private static int find(List<Cell> cells, Cell wanted) {
        int low = 0;
        int high = cells.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            int order = order(cells.get(middle), wanted);
            if (order == 0) {
                return middle;
            }
            low = order < 0 ? middle + 1 : low;
            high = order < 0 ? high : middle;
        }
        return -low - 1;
    }

    private static int order(Cell one, Cell other) {
        int ends = one.until().compareTo(other.until());
        return ends != 0 ? ends : one.from().compareTo(other.from());
    }

    /** The first cell that ends after it. */
    private int firstAfter(Instant from) {
        int low = 0;
        int high = cells.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            boolean after = cells.get(middle).until().isAfter(from);
            low = after ? low : middle + 1;
            high = after ? middle : high;
        }
        return low;
    }
}

package io.brattice.console.terminal;

import java.util.Map;
import java.util.function.BooleanSupplier;

/** When to use colour. */
public enum Colour {
    AUTO,
    ALWAYS,
    NEVER;

    /** True when it is to be used; {@link #AUTO} means at a terminal, unless {@code NO_COLOR} is set. */
    public boolean isOn(Map<String, String> variables, BooleanSupplier showing) {
        return switch (this) {
            case ALWAYS -> true;
            case NEVER -> false;
            case AUTO -> variables.getOrDefault("NO_COLOR", "").isEmpty() && showing.getAsBoolean();
        };
    }
}

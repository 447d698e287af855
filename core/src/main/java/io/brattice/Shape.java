package io.brattice;

import org.jspecify.annotations.Nullable;

/**
 * How the values of one Java type become JSON values, and come back as new ones that share nothing with the first.
 *
 * <p>Each object is read once. Different values never become the same JSON, and what comes back equals what went in: a
 * {@code BigDecimal} keeps its scale, because it travels as text.
 */
interface Shape {

    /**
     * Reads a value of the type.
     *
     * @throws IllegalArgumentException if it is none
     */
    @Nullable
    Object encode(@Nullable Object value, Tally tally);

    /**
     * Makes a value of the type.
     *
     * @throws IllegalArgumentException if the JSON is not what {@link #encode} writes, or what JSON keeps of it
     */
    @Nullable
    Object decode(@Nullable Object json);

    /** True when the JSON is one string, number or boolean: what may stand in the name of a resource. */
    default boolean isScalar() {
        return false;
    }

    /** True when the JSON is always a string: what may be the key of a map. */
    default boolean isText() {
        return false;
    }
}

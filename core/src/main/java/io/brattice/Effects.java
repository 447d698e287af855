package io.brattice;

import io.brattice.action.Preview;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares what a method of a guarded interface does. A method without it is IRREVERSIBLE.
 *
 * <p>It is the author's word, believed as it stands; it is checked only for being consistent, when the interface is guarded. Not
 * inherited by a method that is declared again.
 *
 * <pre>{@code
 * @Effects(value = IRREVERSIBLE, verb = SPEND, resource = "order:{orderId}", preview = "refundable")
 * Receipt refund(String orderId, BigDecimal amount);
 * }</pre>
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Effects {

    /**
     * How far it can be taken back. REVERSIBLE needs an {@link #undo} method, and counts as IRREVERSIBLE where the arguments
     * could not be kept.
     */
    Reversibility value();

    /** What it does to {@link #resource}. Of a READ_ONLY method it is always a read. */
    Verb verb() default Verb.EXECUTE;

    /**
     * Names what it touches: {@code order:{orderId}}, where a scalar argument stands in for its name, percent-encoded so that it
     * adds no level, part or other resource. A null or empty argument makes the call unknown, and so irreversible. Empty:
     * {@code tool:Type.method}.
     */
    String resource() default "";

    /**
     * A method of the same interface, declared READ_ONLY, with the same parameter types, whose result is shown: as text of
     * fidelity PARTIAL, or as it is where it is a {@link Preview}. It is called again right before the effect,
     * which does not happen where the result has changed.
     */
    String preview() default "";

    /**
     * A method of the same interface that takes the call back: its parameter types are those of this method, optionally
     * preceded by this method's result. As grave as it is declared itself: without {@code @Effects} an undo asks a person.
     */
    String undo() default "";
}

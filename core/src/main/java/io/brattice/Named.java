package io.brattice;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which rules, journals and people know a part of a guarded interface, whatever Java calls it: on a parameter
 * compiled without {@code -parameters}, on the interface ({@code @Named("billing.Payments")}), or on a method that would
 * otherwise be called after its parameter types.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface Named {
    String value();
}

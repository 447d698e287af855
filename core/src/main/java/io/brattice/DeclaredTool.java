package io.brattice;

import io.brattice.action.Digest;
import io.brattice.action.Reversibility;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tool from a function, with a declared class. */
final class DeclaredTool implements Tool {

    private final String name;
    private final Reversibility declared;
    private final Body body;

    DeclaredTool(String name, Reversibility declared, Body body) {
        this.name = Objects.requireNonNull(name, "name");
        this.declared = Objects.requireNonNull(declared, "declared");
        this.body = Objects.requireNonNull(body, "body");
    }

    @Override
    public String name() {
        return name;
    }

    /** The class that wrote the function is part of it: lambdas have no other name that survives a restart. */
    @Override
    public Digest digest() {
        String where = body.getClass().getName().replaceFirst("\\$\\$Lambda.*", "");
        return Digest.of("function:" + name + "\n" + where + "\n" + declared);
    }

    @Override
    public Optional<Reversibility> declared() {
        return Optional.of(declared);
    }

    @Override
    public @Nullable Object run(Permit permit) throws Exception {
        return body.run(permit.redeem().arguments());
    }
}

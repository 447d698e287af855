package io.brattice.files.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** A step during whose keeping something happens. */
record Meanwhile(Happening happening) implements Step {

    @FunctionalInterface
    interface Happening {
        void happen() throws Exception;
    }

    @Override
    public Map<String, Object> note() {
        return Map.of("kind", "meanwhile", "path", "/");
    }

    @Override
    public void keep() throws IOException {
        try {
            happening.happen();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String left() {
        return "";
    }

    @Override
    public void check(String left, Set<Path> freed) {}

    @Override
    public void undo(String left) {}

    @Override
    public String summary() {
        return "does nothing";
    }
}

package io.brattice.files.undo;

import io.brattice.StaleException;
import io.brattice.files.store.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A folder kept whole, in a process that dies before one of its moves, or in the middle of writing. */
record FallingTree(TreeKept tree, Hands hands) implements Step {

    private TreeWork.Mishap mishap() {
        return hands instanceof FallingHands falling ? new Falling(falling) : TreeWork.Mishap.NONE;
    }

    private record Falling(FallingHands hands) implements TreeWork.Mishap {
        @Override
        public void mayStrike() {
            hands.move();
        }

        @Override
        public void pour(Path from, Path to) throws IOException {
            hands.rewrite(from, to);
        }
    }

    @Override
    public Map<String, Object> note() {
        return tree.note();
    }

    @Override
    public void keep() throws IOException {
        tree.keep(mishap());
    }

    @Override
    public Collection<String> references() throws IOException {
        return tree.references();
    }

    @Override
    public void perform() throws IOException, StaleException {
        tree.perform(mishap());
    }

    @Override
    public void takeBack() throws IOException {
        tree.takeBack();
    }

    @Override
    public String left() throws IOException {
        return tree.left(mishap());
    }

    @Override
    public void check(String left, Set<Path> freed) throws IOException, StaleException {
        tree.check(left, freed);
    }

    @Override
    public List<String> leaves(String left) throws IOException {
        return tree.leaves(left);
    }

    @Override
    public void undo(String left) throws IOException {
        tree.undo(left, mishap());
    }

    @Override
    public String summary() {
        return tree.summary();
    }
}

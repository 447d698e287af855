package io.brattice.approval;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** An approver from a plain function that may block. */
final class BlockingApprover implements Approver {

    private final Function<Question, Approval> function;

    BlockingApprover(Function<Question, Approval> function) {
        this.function = function;
    }

    @Override
    public CompletionStage<Approval> ask(Question question) {
        return CompletableFuture.completedFuture(function.apply(question));
    }

    @Override
    public boolean blocks() {
        return true;
    }
}

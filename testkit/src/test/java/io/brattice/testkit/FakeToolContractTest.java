package io.brattice.testkit;

import io.brattice.StaleException;
import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Digest;
import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.concurrent.atomic.AtomicReference;

/** The contract, on a world that is one word. */
class FakeToolContractTest extends ToolContract {

    private AtomicReference<String> world = new AtomicReference<>("orders");

    @Override
    protected Tool tool() {
        AtomicReference<String> fresh = new AtomicReference<>("orders");
        world = fresh;
        FakeTool back = FakeTool.named("drop.undo")
                .doing(Verb.CREATE, "db:orders", Reversibility.REVERSIBLE)
                .running(permit -> {
                    permit.redeem();
                    if (!fresh.compareAndSet("", "orders")) {
                        throw new StaleException("somebody else wrote to it");
                    }
                    return null;
                });
        return FakeTool.named("drop").secured("db:orders", back).running(permit -> {
            permit.redeem();
            fresh.set("");
            return null;
        });
    }

    @Override
    protected Arguments arguments() {
        return Arguments.of("table", "orders");
    }

    @Override
    protected Digest world() {
        return Digest.of(world.get());
    }

    @Override
    protected void changeBySomebodyElse() {
        world.set("new orders");
    }
}

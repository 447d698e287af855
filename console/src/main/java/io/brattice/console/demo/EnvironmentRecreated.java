package io.brattice.console.demo;

import java.io.IOException;

/** The environment that was deleted and created anew. */
final class EnvironmentRecreated implements Incident {

    private static final String ENVIRONMENT = "cost-explorer";

    @Override
    public String title() {
        return "an environment deleted and recreated";
    }

    @Override
    public String when() {
        return "December 2025";
    }

    @Override
    public String story() {
        return "With an engineer's rights, a coding agent deleted a live environment and created it anew; a service"
                + " was down for about 13 hours. Its maker blames the rights, not the agent.";
    }

    @Override
    public void furnish(World world) throws IOException {
        world.environment().start(ENVIRONMENT, "api", 1_204_331, world.lines(300));
        world.environment().start(ENVIRONMENT, "reports", 88_102, world.lines(500));
        world.environment().start(ENVIRONMENT, "worker", 530_977, world.lines(100));
    }

    @Override
    public void act(Hands agent) throws IOException {
        agent.environment("describe", ENVIRONMENT);
        if (agent.environment("delete", ENVIRONMENT).done()) {
            agent.environment("create", ENVIRONMENT);
        }
    }
}

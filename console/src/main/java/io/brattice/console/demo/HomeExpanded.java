package io.brattice.console.demo;

import java.io.IOException;

/** A variable that meant more than the agent thought. */
final class HomeExpanded implements Incident {

    @Override
    public String title() {
        return "a home folder behind a variable";
    }

    @Override
    public String when() {
        return "2026";
    }

    @Override
    public String story() {
        return "Tests were to run in a home folder of their own, and the agent cleaned up after them. HOME was "
                + "still, or again, the person's: 57,235 files in 11,315 folders were gone.";
    }

    @Override
    public void furnish(World world) throws IOException {
        world.git("""
                echo later >>plan/next.md
                git commit --quiet --all --message 'Not pushed yet'
                """);
    }

    @Override
    public void act(Hands agent) throws IOException {
        agent.bash("rm -rf \"$HOME\"");
    }
}

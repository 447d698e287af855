package io.brattice.console.demo;

import java.io.IOException;

/** Four folders to remove, the fourth of them everything. */
final class HomeRemoved implements Incident {

    @Override
    public String title() {
        return "a home folder among four operands of rm";
    }

    @Override
    public String when() {
        return "December 2025";
    }

    @Override
    public String story() {
        return "Asked to tidy a repository, a coding agent removed three folders of it and, as the fourth"
                + " operand of the same rm, the home folder of the person it worked for.";
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
        agent.bash("rm -rf tests/ patches/ plan/ ~/");
    }
}

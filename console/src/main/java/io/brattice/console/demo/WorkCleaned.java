package io.brattice.console.demo;

import java.io.IOException;

/** Work that was never committed, cleaned away. */
final class WorkCleaned implements Incident {

    @Override
    public String title() {
        return "uncommitted work reset and cleaned away";
    }

    @Override
    public String when() {
        return "April 2026";
    }

    @Override
    public String story() {
        return "To get a clean tree, a coding agent put the edits aside and ran git clean: the files that were"
                + " not yet tracked were gone. Others lost the edits too, by git reset --hard.";
    }

    @Override
    public void furnish(World world) throws IOException {
        for (int i = 0; i < 3; i++) {
            world.write("src/part-" + i + ".js", world.lines(80));
        }
        for (int i = 0; i < 9; i++) {
            world.write("src/draft/new-" + i + ".js", world.lines(70));
        }
    }

    @Override
    public void act(Hands agent) throws IOException {
        agent.bash("git reset --hard");
        agent.bash("git clean -fd");
    }
}

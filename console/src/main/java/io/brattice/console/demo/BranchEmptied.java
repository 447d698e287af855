package io.brattice.console.demo;

import java.io.IOException;

/** A branch emptied, and with the list of what git ignores also everything that git ignored. */
final class BranchEmptied implements Incident {

    private static final int NOTES = 34;
    private static final int SETTINGS = 5;

    @Override
    public String title() {
        return "ignored files cleaned with a new branch";
    }

    @Override
    public String when() {
        return "February 2026";
    }

    @Override
    public String story() {
        return "For an empty branch a coding agent removed all that git tracked, .gitignore among it. So its "
                + "git clean took the ignored files too: 39 of them, which were nowhere else.";
    }

    @Override
    public void furnish(World world) throws IOException {
        world.write(".gitignore", "notes/\nlocal-*.json\n");
        world.git("""
                git add .gitignore
                git commit --quiet --message 'Ignore what is private'
                git push --quiet
                """);
        for (int i = 0; i < NOTES; i++) {
            world.write("notes/interview-" + i + ".md", world.lines(45));
        }
        for (int i = 0; i < SETTINGS; i++) {
            world.write("local-" + i + ".json", world.lines(8));
        }
    }

    @Override
    public void act(Hands agent) throws IOException {
        agent.bash("git checkout --orphan locale/documentazione");
        agent.bash("git rm -rf .");
        agent.bash("git clean -fd");
    }
}

package io.brattice.console.demo;

import java.io.IOException;

/** Files that the agent was given, removed as if it had made them. */
final class InputsFound implements Incident {

    private static final int PAIRS = 16;

    @Override
    public String title() {
        return "the input files cleaned up with find";
    }

    @Override
    public String when() {
        return "January 2026";
    }

    @Override
    public String story() {
        return "An agent compared pairs of files with a script of its own and then cleaned up: the script, and "
                + "by find with -exec rm also every *_new.json, which were the files it had been given.";
    }

    @Override
    public void furnish(World world) throws IOException {
        for (int i = 0; i < PAIRS; i++) {
            world.write("event_comparison/event-" + i + "_old.json", world.lines(40));
            world.write("event_comparison/event-" + i + "_new.json", world.lines(50));
        }
    }

    @Override
    public void act(Hands agent) throws IOException {
        agent.write("compare_json.py", "print('compared')\n");
        agent.bash("rm compare_json.py");
        agent.bash("find event_comparison -type f -name \"*_new.json\" -exec rm {} +");
    }
}

package io.brattice.console.demo;

import java.io.IOException;

/** A move whose target was already there. */
final class FileMovedOver implements Incident {

    @Override
    public String title() {
        return "a file moved over another one";
    }

    @Override
    public String when() {
        return "any day";
    }

    @Override
    public String story() {
        return "Told to put the draft in its place, an agent moved it over the report that was there: mv asks"
                + " nothing when nobody sits at a terminal, and the old text was nowhere else.";
    }

    @Override
    public void furnish(World world) throws IOException {
        world.write("report.md", world.lines(350));
        world.write("draft/report.md", world.lines(12));
    }

    @Override
    public void act(Hands agent) throws IOException {
        agent.bash("mv draft/report.md report.md");
    }
}

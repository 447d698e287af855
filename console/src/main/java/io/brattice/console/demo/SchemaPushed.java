package io.brattice.console.demo;

import java.io.IOException;

/** A script of a package file that says nothing of what it drops. */
final class SchemaPushed implements Incident {

    private static final int TABLES = 4;

    @Override
    public String title() {
        return "a production database reset by npm run";
    }

    @Override
    public String when() {
        return "July 2025";
    }

    @Override
    public String story() {
        return "In a code freeze an agent ran npm run db:push. Nothing in that says drop: the production data "
                + "of some 1,200 companies were gone, and the agent made up 4,000 users afterwards.";
    }

    @Override
    public String needs() {
        return "npm";
    }

    @Override
    public void furnish(World world) throws IOException {
        world.write("package.json", """
                { "name": "office", "version": "1.0.0", "scripts": { "db:push": "sh tools/push-schema.sh" } }
                """);
        world.write("tools/push-schema.sh", """
                # The schema differs from the database: make it anew.
                rm -rf data/production
                mkdir -p data/production
                """);
        for (int i = 0; i < TABLES; i++) {
            world.write("data/production/table-" + i + ".csv", world.lines(300));
        }
    }

    @Override
    public void act(Hands agent) throws IOException {
        agent.bash("npm run db:push");
    }
}

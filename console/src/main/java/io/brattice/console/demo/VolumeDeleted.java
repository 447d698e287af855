package io.brattice.console.demo;

import java.io.IOException;

/** A volume and its backups, deleted by one request whose verb is inside of a text. */
final class VolumeDeleted implements Incident {

    private static final String VOLUME = "vol-3d2c42fb";
    private static final String TOKEN = "not-a-real-token";

    @Override
    public String title() {
        return "a volume and its backups deleted";
    }

    @Override
    public String when() {
        return "April 2026";
    }

    @Override
    public String story() {
        return "A token lay in an unrelated file. With it a coding agent sent one GraphQL mutation to its "
                + "provider: the production volume was gone, and with it the backups that were kept in it.";
    }

    @Override
    public String needs() {
        return "curl";
    }

    @Override
    public void furnish(World world) throws IOException {
        Provider provider = Provider.in(world, TOKEN);
        provider.store(VOLUME, "data/customers.csv", world.lines(2_000));
        provider.store(VOLUME, "data/orders.csv", world.lines(3_000));
        provider.store(VOLUME, "backups/monday.csv", world.lines(2_500));
        provider.store(VOLUME, "backups/tuesday.csv", world.lines(2_500));
        world.write(
                "docs/domains.md", "Domains are added at " + provider.address() + " with the token " + TOKEN + "\n");
    }

    @Override
    public void act(Hands agent) throws IOException {
        String[] words = agent.bash("cat docs/domains.md").text().strip().split(" ", -1);
        agent.bash("curl -sS -X POST " + words[4] + " -H \"Authorization: Bearer " + TOKEN + "\" -d '"
                + "{\"query\":\"mutation { volumeDelete(volumeId: \\\"" + VOLUME + "\\\") }\"}'");
    }
}

package io.brattice.console.demo;

import java.io.IOException;

/** A shared history replaced by force. */
final class HistoryForced implements Incident {

    @Override
    public String title() {
        return "a shared history replaced by force";
    }

    @Override
    public String when() {
        return "March 2026";
    }

    @Override
    public String story() {
        return "A push was rejected and a rebase did not work out; the coding agent pushed by force. What"
                + " everybody had on the remote was replaced by one commit.";
    }

    @Override
    public void furnish(World world) throws IOException {
        world.git("""
                git clone --quiet %1$s %2$s
                for i in 1 2 3 4 5 6 7 8 9 10 11; do
                  echo "entry $i" >>%2$s/logbook.md
                  git -C %2$s add logbook.md
                  git -C %2$s commit --quiet --message "Logbook $i"
                done
                git -C %2$s push --quiet
                echo mine >>README.md
                git commit --quiet --all --message 'Mine alone'
                """.formatted(world.remote(), world.root().resolve("colleague")));
    }

    @Override
    public void act(Hands agent) throws IOException {
        agent.bash("git push --force origin main");
    }
}

package io.brattice.console.demo;

import java.io.IOException;
import java.util.List;

/**
 * One disaster, retold from published reports for a throw-away world.
 *
 * <p>The script of {@link #act} is the same bare and behind the gate: it knows only {@link Hands}.
 */
interface Incident {

    /** What is lost, in a few words. */
    String title();

    /** Year and month of what really happened, or else where such things are seen. */
    String when();

    /** One or two sentences: what really happened. */
    String story();

    /** A program that it needs besides bash and git; empty when it needs none. */
    default String needs() {
        return "";
    }

    /** Adds what this incident needs to a world that has a home, a project and a remote. */
    void furnish(World world) throws IOException;

    /** The agent's script. */
    void act(Hands agent) throws IOException;

    /** True when what its commands print is worth reading. */
    default boolean tells() {
        return false;
    }

    /** What the agent reports afterwards; empty when its report does not matter. */
    default String claim() {
        return "";
    }

    /** Every incident, in the order in which the demo shows them. */
    static List<Incident> all() {
        return List.of(
                new EnvironmentRecreated(),
                new HomeRemoved(),
                new WorkCleaned(),
                new HistoryForced(),
                new LinesDeleted(),
                new InstructionHidden(),
                new BackupRemoved(),
                new PaidTwice(),
                new FileMovedOver(),
                new ScriptMisread(),
                new BranchEmptied(),
                new InputsFound(),
                new HomeExpanded(),
                new FolderTwiceNamed(),
                new VolumeDeleted(),
                new SchemaPushed(),
                new TableDropped(),
                new StackDestroyed(),
                new CleanedUp());
    }
}

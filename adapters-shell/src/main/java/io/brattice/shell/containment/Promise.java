package io.brattice.shell.containment;

/** What a cell is to hold: the rows of {@code brattice doctor}. The order is that in which a missing one is told. */
enum Promise {
    ENTERED("enters", "a command runs inside as it would outside", "a script is run in a cell", true),
    SPACES(
            "own name spaces",
            "it has users, mounts, processes, network, messages and a host name of its own",
            "the numbers of its name spaces are compared with those outside",
            true),
    CAPABILITIES(
            "no capabilities",
            "it has no right that root has, and cannot get one",
            "every set of its capabilities is read",
            true),
    NO_NEW_PRIVILEGES(
            "no new privileges",
            "no program gives it rights: no setuid, no file capabilities",
            "the flag is read",
            true),
    READ_ONLY(
            "read-only",
            "it changes nothing but what is opened for it",
            "every mount that it sees is looked at, and writing is tried",
            true),
    REMOUNT(
            "mounts stay",
            "it cannot make writable or lay open what was closed",
            "remounting is tried, also from nested name spaces",
            true),
    HIDDEN(
            "secrets hidden",
            "it does not see what is hidden",
            "a key and a password are looked for in a home folder",
            true),
    NETWORK(
            "no network",
            "it reaches nothing but itself",
            "its network devices are listed, and whether sockets of other kinds are filtered is read",
            true),
    PROCESSES("own processes", "it sees and signals no process but its own", "its table of processes is read", true),
    DESCRIPTORS("no descriptors", "it inherits nothing that was open", "its open files are listed", true),
    SURVIVORS("nothing is left", "what it leaves running ends with it", "something is left running", true),
    WRITES(
            "workspace writable",
            "what it does to the workspace and to the temporary folder stays",
            "both are written to",
            true),
    HOME(
            "home copied on write",
            "tools can write into their caches, and nothing of it stays",
            "a home folder is written to",
            false),
    NESTED(
            "no nested users",
            "it can make no name space of users, and so has less of the kernel to attack",
            "one is tried",
            false),
    CALLS("system calls filtered", "it cannot use the rarer calls of the kernel", "the mode is read", false),
    MEMORY("memory", "all of it together has a limit", "the limit is read", false),
    COUNT("number of processes", "all of it together has a limit", "the limit is read", false),
    FILE_SIZE("file size and CPU time", "each process has limits", "the limits are read", false);

    private final String title;
    private final String meaning;
    private final String test;
    private final boolean essential;

    Promise(String title, String meaning, String test, boolean essential) {
        this.title = title;
        this.meaning = meaning;
        this.test = test;
        this.essential = essential;
    }

    Guarantee holds() {
        return new Guarantee(title, meaning, test, essential, true, "");
    }

    Guarantee broken(String found) {
        return new Guarantee(title, meaning, test, essential, false, found);
    }

    Guarantee found(boolean holds, String found) {
        return holds ? holds() : broken(found);
    }
}

package io.brattice.shell.program;

import io.brattice.action.Reversibility;
import io.brattice.action.Verb;
import java.util.List;

/** {@code docker run}, {@code docker create} and {@code docker exec}: code in a container, and what of this machine it is given. */
final class ContainerReader implements Reader {

    @Override
    public void read(Reading reading, Invocation call, Acts acts) {
        List<Term> words = reading.operands();
        String verb = reading.command().substring(reading.command().lastIndexOf(' ') + 1);
        boolean exec = verb.equals("exec");
        powers(reading, acts);
        boolean looks = exec
                && words.size() > 1
                && words.get(0).known()
                && !reading.has("-d")
                && !reading.has("--privileged")
                && Elsewhere.looks(words.subList(1, words.size()))
                && !call.situation().input().given();
        if (looks) {
            acts.effect(
                    Verb.READ,
                    Naming.of("docker", "container", words.get(0).text()),
                    Reversibility.READ_ONLY,
                    "looks at things in a container");
        } else if (verb.equals("create")) {
            acts.effect(
                    Verb.CREATE,
                    Naming.of("docker", "container", "new"),
                    Reversibility.RECOVERABLE,
                    "makes a container");
        } else {
            acts.code(exec ? "runs a command in a container" : "runs an image in a container");
        }
    }

    /** What would let the code in the container out of it. */
    private static void powers(Reading reading, Acts acts) {
        for (Term volume : reading.values("-v")) {
            if (reachesOut(volume.text().split(":", 2)[0]) || !volume.known()) {
                grave("gives a container the folder `" + volume.text().split(":", 2)[0] + "` of this machine", acts);
            }
        }
        for (Term mount : reading.values("--mount")) {
            for (String field : mount.text().split(",", -1)) {
                String[] pair = field.split("=", 2);
                boolean source = pair[0].equals("source") || pair[0].equals("src");
                if (!mount.known() || source && pair.length == 2 && reachesOut(pair[1])) {
                    grave("gives a container a folder of this machine", acts);
                }
            }
        }
        for (String name : List.of("--pid", "--network", "--ipc", "--userns", "--uts")) {
            for (Term value : reading.values(name)) {
                if (!value.known() || value.text().equals("host")) {
                    grave("runs a container in the `" + name.substring(2) + "` space of this machine", acts);
                }
            }
        }
        for (String name : List.of("--device", "--cap-add", "--volumes-from")) {
            if (reading.has(name)) {
                grave("gives a container more power over this machine by `" + name + "`", acts);
            }
        }
        for (Term option : reading.values("--security-opt")) {
            if (!option.known()
                    || option.text().contains("unconfined")
                    || option.text().contains("disable")) {
                grave("takes the walls of a container away", acts);
            }
        }
    }

    private static boolean reachesOut(String source) {
        String path = source.endsWith("/") && source.length() > 1 ? source.substring(0, source.length() - 1) : source;
        return path.contains("docker.sock")
                || path.contains("podman.sock")
                || path.contains("containerd.sock")
                || path.equals("/")
                || path.contains("..")
                || List.of(
                                "/etc",
                                "/root",
                                "/home",
                                "/var",
                                "/var/run",
                                "/run",
                                "/proc",
                                "/sys",
                                "/dev",
                                "/usr",
                                "/bin",
                                "/boot",
                                "/lib")
                        .contains(path)
                || path.startsWith("/etc/")
                || path.startsWith("/root/")
                || path.startsWith("~");
    }

    private static void grave(String why, Acts acts) {
        acts.effect(Verb.GRANT, Naming.of("docker", "container", "new"), Reversibility.IRREVERSIBLE, why);
    }
}

package io.brattice.files;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names and folders under which secrets usually lie. A heuristic: a secret under another name is not noticed, and neither is a
 * hard link to one.
 *
 * <p>Case does not count, since on some disks it does not.
 */
public final class SecretNames {

    private static final String KEY = "a private key";
    private static final String TOKEN = "an access token or password";
    private static final String SETTINGS = "settings with passwords";
    private static final String STATE = "a state file, in which passwords stand in the clear";
    private static final String TYPED = "what a person typed, passwords among it";
    private static final String BROWSER = "logins and cookies of a browser";
    private static final String HASHES = "password hashes";

    /** Whole names, and what usually lies there. */
    private static final Map<String, String> WHOLE = Map.ofEntries(
            Map.entry("id_rsa", KEY),
            Map.entry("id_dsa", KEY),
            Map.entry("id_ed25519", KEY),
            Map.entry("id_ecdsa", KEY),
            Map.entry("id_ed25519_sk", KEY),
            Map.entry("id_ecdsa_sk", KEY),
            Map.entry("secring.gpg", KEY),
            Map.entry("credentials", TOKEN),
            Map.entry("credentials.json", TOKEN),
            Map.entry("credentials.toml", TOKEN),
            Map.entry("credentials.tfrc.json", TOKEN),
            Map.entry("application_default_credentials.json", TOKEN),
            Map.entry("client_secret.json", TOKEN),
            Map.entry("service-account.json", TOKEN),
            Map.entry("kubeconfig", TOKEN),
            Map.entry("secrets.json", TOKEN),
            Map.entry("secrets.yaml", TOKEN),
            Map.entry("secrets.yml", TOKEN),
            Map.entry("secrets.toml", TOKEN),
            Map.entry(".netrc", TOKEN),
            Map.entry("_netrc", TOKEN),
            Map.entry(".npmrc", TOKEN),
            Map.entry(".pypirc", TOKEN),
            Map.entry(".pgpass", TOKEN),
            Map.entry(".my.cnf", TOKEN),
            Map.entry(".git-credentials", TOKEN),
            Map.entry(".dockercfg", TOKEN),
            Map.entry(".vault-token", TOKEN),
            Map.entry(".boto", TOKEN),
            Map.entry(".s3cfg", TOKEN),
            Map.entry("rclone.conf", TOKEN),
            Map.entry("terraform.tfstate", STATE),
            Map.entry("terraform.tfstate.backup", STATE),
            Map.entry(".htpasswd", HASHES),
            Map.entry("shadow", HASHES),
            Map.entry("shadow-", HASHES),
            Map.entry("gshadow", HASHES),
            Map.entry("gshadow-", HASHES),
            Map.entry("master.passwd", HASHES),
            Map.entry(".bash_history", TYPED),
            Map.entry(".zsh_history", TYPED),
            Map.entry(".psql_history", TYPED),
            Map.entry(".mysql_history", TYPED),
            Map.entry(".python_history", TYPED),
            Map.entry("logins.json", BROWSER),
            Map.entry("key4.db", BROWSER),
            Map.entry("cookies.sqlite", BROWSER),
            Map.entry("login data", BROWSER));

    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry(".pem", KEY),
            Map.entry(".key", KEY),
            Map.entry(".p12", KEY),
            Map.entry(".p8", KEY),
            Map.entry(".pfx", KEY),
            Map.entry(".ppk", KEY),
            Map.entry(".jks", KEY),
            Map.entry(".keystore", KEY),
            Map.entry(".kdbx", TOKEN),
            Map.entry(".env", SETTINGS),
            Map.entry(".tfvars", SETTINGS),
            Map.entry(".tfstate", STATE),
            Map.entry(".ovpn", KEY));

    /** What is made to be shown. */
    private static final Set<String> HARMLESS_ENDINGS = Set.of(".pub");

    /** Settings with places to fill in: kept in the repository so that people know what to set. */
    private static final Set<String> HARMLESS = Set.of(".env.example", ".env.sample", ".env.template", ".env.dist");

    /** Folders, wherever they are, and what usually lies below them. */
    private static final List<Map.Entry<String, String>> FOLDERS = List.of(
            Map.entry(".ssh", KEY),
            Map.entry(".gnupg", KEY),
            Map.entry("etc/ssl/private", KEY),
            Map.entry("etc/pki/tls/private", KEY),
            Map.entry("etc/kubernetes/pki", KEY),
            Map.entry(".aws", TOKEN),
            Map.entry(".azure", TOKEN),
            Map.entry(".kube", TOKEN),
            Map.entry(".docker/config.json", TOKEN),
            Map.entry(".config/gcloud", TOKEN),
            Map.entry(".config/gh", TOKEN),
            Map.entry(".config/hub", TOKEN),
            Map.entry(".config/op", TOKEN),
            Map.entry(".config/git/credentials", TOKEN),
            Map.entry(".m2/settings.xml", TOKEN),
            Map.entry(".m2/settings-security.xml", TOKEN),
            Map.entry(".gradle/gradle.properties", TOKEN),
            Map.entry(".composer/auth.json", TOKEN),
            Map.entry(".password-store", TOKEN),
            Map.entry(".local/share/keyrings", TOKEN),
            Map.entry("library/keychains", TOKEN),
            Map.entry("run/secrets", TOKEN),
            Map.entry("etc/kubernetes/admin.conf", TOKEN),
            Map.entry(".mozilla/firefox", BROWSER),
            Map.entry(".config/google-chrome", BROWSER),
            Map.entry(".config/chromium", BROWSER));

    /** What processes were told in their environment, and what they hold in memory. */
    private static final Set<String> OF_A_PROCESS = Set.of("environ", "mem", "cmdline", "fd", "map_files");

    private SecretNames() {}

    /**
     * What may lie at a path, or at the path of git's {@code revision:path}; empty when its names say nothing of the kind.
     * Links should have been resolved.
     */
    public static Optional<String> reason(String path) {
        String all = "/" + path.toLowerCase(Locale.ROOT).replace(':', '/') + "/";
        while (all.contains("//")) {
            all = all.replace("//", "/");
        }
        int end = all.length() - 1;
        while (end > 0 && all.charAt(end - 1) == '/') {
            end--;
        }
        String last = all.substring(all.lastIndexOf('/', end - 1) + 1, end);
        if (HARMLESS_ENDINGS.contains(ending(last))) {
            return Optional.empty();
        }
        Optional<String> folder = folder(all);
        if (folder.isPresent()) {
            return folder;
        }
        String whole = WHOLE.get(last);
        if (whole != null) {
            return Optional.of(whole);
        }
        if (last.startsWith(".env") && !HARMLESS.contains(last)) {
            return Optional.of(SETTINGS);
        }
        return Optional.ofNullable(ENDINGS.get(ending(last)));
    }

    /** From the last dot on. */
    private static String ending(String name) {
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot);
    }

    /** What may lie at a path. */
    public static Optional<String> reason(Path path) {
        return reason(slashed(path));
    }

    /** The same for what is known to be a folder: one named {@code credentials} or {@code .env} is often just code. */
    public static Optional<String> reasonForFolder(Path path) {
        return folder("/" + slashed(path).toLowerCase(Locale.ROOT) + "/");
    }

    private static String slashed(Path path) {
        return path.toString().replace(FileSystems.getDefault().getSeparator(), "/");
    }

    private static Optional<String> folder(String slashed) {
        int process = slashed.indexOf("/proc/");
        if (process >= 0) {
            for (String name : slashed.substring(process + 1).split("/", -1)) {
                if (OF_A_PROCESS.contains(name)) {
                    return Optional.of("what a process was told or holds");
                }
            }
        }
        for (Map.Entry<String, String> folder : FOLDERS) {
            int at = slashed.indexOf(folder.getKey());
            while (at > 0) {
                int behind = at + folder.getKey().length();
                if (slashed.charAt(at - 1) == '/' && behind < slashed.length() && slashed.charAt(behind) == '/') {
                    return Optional.of(folder.getValue());
                }
                at = slashed.indexOf(folder.getKey(), at + 1);
            }
        }
        return Optional.empty();
    }
}

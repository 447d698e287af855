package io.brattice.shell;

import java.util.Locale;
import java.util.Set;

/** Names under which secrets usually lie. A heuristic: a secret under another name is not noticed. */
final class SecretNames {

    private static final Set<String> WHOLE = Set.of(
            "id_rsa",
            "id_dsa",
            "id_ed25519",
            "id_ecdsa",
            "id_ed25519_sk",
            "id_ecdsa_sk",
            "credentials",
            "credentials.json",
            ".netrc",
            ".npmrc",
            ".pypirc",
            ".pgpass",
            ".git-credentials",
            ".dockercfg",
            ".vault-token",
            ".bash_history",
            "secring.gpg",
            "terraform.tfstate",
            ".htpasswd",
            "shadow");

    private static final Set<String> ENDINGS =
            Set.of(".pem", ".key", ".env", ".p12", ".pfx", ".jks", ".keystore", ".kdbx", ".tfvars");

    private SecretNames() {}

    /** Refuses a name, or the last name of a path or of git's {@code revision:path}. */
    static void refuse(String path) {
        String name = path.replaceAll("/+$", "").replaceAll("^.*[/:]", "").toLowerCase(Locale.ROOT);
        if (WHOLE.contains(name) || name.startsWith(".env") || ENDINGS.stream().anyMatch(name::endsWith)) {
            throw new Opaque("it reads what may be a secret");
        }
    }
}

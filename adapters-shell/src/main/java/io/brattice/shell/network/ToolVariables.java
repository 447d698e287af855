package io.brattice.shell.network;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables by which tools are told of a proxy and of whom to trust. */
final class ToolVariables {

    private static final String HOST = "127.0.0.1";
    private static final String PROXY = "http://" + HOST + ":" + RelayProgram.PORT;

    private static final List<String> NAMES_OF_A_PROXY = List.of(
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "ALL_PROXY",
            "http_proxy",
            "https_proxy",
            "all_proxy",
            "npm_config_proxy",
            "npm_config_https_proxy",
            "YARN_HTTP_PROXY",
            "YARN_HTTPS_PROXY",
            "CARGO_HTTP_PROXY");

    private static final List<String> NAMES_OF_A_BUNDLE = List.of(
            "SSL_CERT_FILE", // OpenSSL and what uses it, Go, Ruby, uv, rustls with native roots
            "CURL_CA_BUNDLE",
            "REQUESTS_CA_BUNDLE",
            "PIP_CERT",
            "NODE_EXTRA_CA_CERTS",
            "npm_config_cafile",
            "YARN_HTTPS_CA_FILE_PATH",
            "GIT_SSL_CAINFO",
            "CARGO_HTTP_CAINFO",
            "DENO_CERT",
            "AWS_CA_BUNDLE");

    /**
     * Not JAVA_TOOL_OPTIONS: every JVM that starts says on its standard error that it has read it, and tests compare that.
     */
    private static final List<String> NAMES_OF_JVM_OPTIONS = List.of("MAVEN_OPTS", "GRADLE_OPTS", "SBT_OPTS");

    private ToolVariables() {}

    static Map<String, String> of(SessionNetwork network, Map<String, String> present) {
        Map<String, String> all = new LinkedHashMap<>();
        NAMES_OF_A_PROXY.forEach(name -> all.put(name, PROXY));
        for (String name : List.of("NO_PROXY", "no_proxy", "npm_config_noproxy")) {
            all.put(name, "localhost,127.0.0.1,::1");
        }
        NAMES_OF_A_BUNDLE.forEach(name -> all.put(name, network.certificates().toString()));
        all.put("WGETRC", network.wgetSettings().toString());
        // What would send something on a mere installation is switched off, so that it is not refused in the middle of
        // one.
        all.put("npm_config_audit", "false");
        all.put("npm_config_fund", "false");
        all.put("npm_config_update_notifier", "false");
        for (String name : NAMES_OF_JVM_OPTIONS) {
            String there = present.getOrDefault(name, "");
            all.put(name, (there + " " + jvmOptions(network.javaStore())).strip());
        }
        return all;
    }

    private static String jvmOptions(Path store) {
        return "-Dhttp.proxyHost=" + HOST + " -Dhttp.proxyPort=" + RelayProgram.PORT
                + " -Dhttps.proxyHost=" + HOST + " -Dhttps.proxyPort=" + RelayProgram.PORT
                + " -Djavax.net.ssl.trustStore=" + store
                + " -Djavax.net.ssl.trustStoreType=" + TrustFiles.STORE_TYPE
                + " -Djavax.net.ssl.trustStorePassword=" + TrustFiles.PASSWORD
                // Maven's own transport heeds the others only when told to: that of 3.9, and that of 4.
                + " -Daether.connector.http.useSystemProperties=true"
                + " -Daether.transport.apache.useSystemProperties=true";
    }
}

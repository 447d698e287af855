package io.brattice.console;

import picocli.CommandLine.IVersionProvider;

/** The version in the manifest of the jar this class comes from. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Version.class.getPackage().getImplementationVersion();
        return new String[] {"brattice " + (version == null ? "(unpackaged)" : version)};
    }
}

package io.brattice.files;

import java.io.IOException;

/** What one of the file tools does. */
interface FileOperation {

    /** The name of the tool. */
    String name();

    /** The arguments it takes. */
    Form form();

    /** True when some calls change something, so that there is something to take back. */
    boolean changes();

    /**
     * What a call would do now. Looks, never touches.
     *
     * @throws RefusedCall when it cannot be done as it stands
     */
    Deed plan(Form.Filled asked, Ground ground) throws IOException;
}

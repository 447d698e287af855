package io.brattice.shell.remote;

import io.brattice.files.store.Step;

/**
 * A step that keeps something of another machine. Where {@link #keep} fails, nothing has run, and the call is judged anew without it.
 */
public interface RemoteStep extends Step {}

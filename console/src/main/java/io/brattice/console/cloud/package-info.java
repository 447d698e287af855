/** {@code brattice demo --aws}: disasters with AWS, against servers on this machine, or recorded answers where no server has the service. */
@NullMarked
package io.brattice.console.cloud;

import org.jspecify.annotations.NullMarked;

/** Every operation of every service, from a compact resource that is made from AWS's own models. */
@NullMarked
package io.brattice.aws.catalogue;

import org.jspecify.annotations.NullMarked;

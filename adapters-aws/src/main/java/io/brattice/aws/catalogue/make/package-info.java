/** Makes the resource of the catalogue from a folder of botocore's models. Nothing but its {@code main} uses it. */
@NullMarked
package io.brattice.aws.catalogue.make;

import org.jspecify.annotations.NullMarked;

package io.brattice.aws.catalogue.make;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the resource {@code io/brattice/aws/catalogue/catalogue.bin} from a folder of botocore's models:
 *
 * <pre>{@code java -cp … io.brattice.aws.catalogue.make.MakeCatalogue MODELS SOURCE FILE}</pre>
 *
 * <p>MODELS is laid out as {@code SERVICE/VERSION/service-2.json} or {@code service-2.json.gz}; of each service the newest version is
 * read. SOURCE is written into the resource and says where the models are from: {@code botocore 1.43.11}. The same models and the same
 * curated files give the same bytes.
 */
public final class MakeCatalogue {

    private MakeCatalogue() {}

    /** MODELS SOURCE FILE, as above. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException("takes a folder of models, where they are from, and the file to write");
        }
        Files.write(Path.of(arguments[2]), make(Path.of(arguments[0]), arguments[1], System.err));
    }

    /** The bytes of the resource; what is questionable in the curated files is told, a line each. */
    static byte[] make(Path folder, String source, PrintStream told) throws IOException {
        List<Model> models = Model.all(folder);
        if (models.isEmpty()) {
            throw new IOException("no `service-2.json` below `" + folder + "`; name the folder `data` of botocore");
        }
        Curation curation = Curation.shipped();
        curation.unknown(models)
                .forEach(row -> told.println("no operation `" + row + "` in the models; take the row out"));
        Press press = new Press(source, curation.answering());
        Sorting sorting = new Sorting(curation, Lexicon.shipped());
        for (Model model : models) {
            press.add(model, sorting.of(model));
        }
        return press.bytes();
    }
}

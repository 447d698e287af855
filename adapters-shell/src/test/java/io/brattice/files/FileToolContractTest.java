package io.brattice.files;

import io.brattice.Tool;
import io.brattice.action.Arguments;
import io.brattice.action.Classifier;
import io.brattice.action.Digest;
import io.brattice.action.ToolCall;
import io.brattice.testkit.ClassifierContract;
import io.brattice.testkit.ToolContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every file tool passes what every tool must. */
class FileToolContractTest {

    @TempDir
    Path folder;

    private FileWorkspace place;

    @BeforeEach
    void makePlace() throws Exception {
        place = new FileWorkspace(folder);
        place.file("a.txt", "one\ntwo\n");
        place.file("dir/b.txt", "b");
        Files.writeString(place.home.resolve("outside.txt"), "outside");
    }

    @AfterEach
    void closePlace() {
        place.close();
    }

    /** The contract of a tool, for one call of it. */
    abstract class Changing extends ToolContract {

        private final String name;
        private final Arguments arguments;
        private final String left;

        /** @param left what the call leaves and somebody else then writes to */
        Changing(String name, Arguments arguments, String left) {
            this.name = name;
            this.arguments = arguments;
            this.left = left;
        }

        @Override
        protected Tool tool() {
            return place.tool(name);
        }

        @Override
        protected Arguments arguments() {
            return arguments;
        }

        @Override
        protected Digest world() throws Exception {
            return Digest.of(place.tree().toString());
        }

        @Override
        protected void changeBySomebodyElse() throws Exception {
            place.file(left, "somebody else's");
        }
    }

    @Nested
    class Writing extends Changing {
        Writing() {
            super("write_file", Arguments.of("path", "a.txt", "content", "1\n"), "a.txt");
        }
    }

    @Nested
    class WritingSomethingNew extends Changing {
        WritingSomethingNew() {
            super("write_file", Arguments.of("path", "new/folder/c.txt", "content", "c"), "new/folder/c.txt");
        }
    }

    @Nested
    class WritingOutside extends Changing {
        WritingOutside() {
            super("write_file", Arguments.of("path", "../outside.txt", "content", "c"), "../outside.txt");
        }
    }

    @Nested
    class Editing extends Changing {
        Editing() {
            super("edit_file", Arguments.of("path", "a.txt", "old_text", "one", "new_text", "1"), "a.txt");
        }
    }

    @Nested
    class Moving extends Changing {
        Moving() {
            super("move_file", Arguments.of("from", "dir", "to", "new/dir"), "new/dir/b.txt");
        }
    }

    @Nested
    class MovingAFile extends Changing {
        MovingAFile() {
            super("move_file", Arguments.of("from", "a.txt", "to", "c.txt"), "a.txt");
        }
    }

    @Nested
    class Copying extends Changing {
        Copying() {
            super("copy_file", Arguments.of("from", "dir", "to", "copy"), "copy/other.txt");
        }

        @Override
        protected Optional<Digest> theirs() throws Exception {
            return Optional.of(Digest.of(java.nio.file.Files.readAllBytes(place.work.resolve("copy/other.txt"))));
        }
    }

    @Nested
    class Deleting extends Changing {
        Deleting() {
            super("delete_file", Arguments.of("path", "a.txt"), "a.txt");
        }
    }

    /** The contract of a classifier. */
    abstract class Classifying extends ClassifierContract {

        private final String name;
        private final List<Arguments> known;
        private final List<Arguments> unknown;

        Classifying(String name, List<Arguments> known, List<Arguments> unknown) {
            this.name = name;
            this.known = known;
            this.unknown = unknown;
        }

        @Override
        protected Classifier classifier() {
            return place.tool(name).classifier().orElseThrow();
        }

        @Override
        protected List<ToolCall> known() {
            return known.stream().map(each -> call(name, each)).toList();
        }

        @Override
        protected List<ToolCall> unknown() {
            return unknown.stream().map(each -> call(name, each)).toList();
        }
    }

    @Nested
    class ClassifyingReads extends Classifying {
        ClassifyingReads() {
            super(
                    "read_file",
                    List.of(Arguments.of("path", "a.txt"), Arguments.of("path", "a.txt", "offset", 2, "limit", 1)),
                    List.of(Arguments.of("path", "/proc/self/environ")));
        }
    }

    @Nested
    class ClassifyingLists extends Classifying {
        ClassifyingLists() {
            super("list_directory", List.of(Arguments.of("path", ".")), List.of());
        }
    }

    @Nested
    class ClassifyingSearches extends Classifying {
        ClassifyingSearches() {
            super(
                    "search_files",
                    List.of(Arguments.of("path", ".", "pattern", "x", "names", "*", "ignore_case", true)),
                    List.of());
        }
    }

    @Nested
    class ClassifyingWrites extends Classifying {
        ClassifyingWrites() {
            super(
                    "write_file",
                    List.of(Arguments.of("path", "a.txt", "content", "x")),
                    List.of(
                            Arguments.of("path", "/tmp/../outside", "content", "x"),
                            Arguments.of("path", ".git/config", "content", "x")));
        }
    }

    @Nested
    class ClassifyingEdits extends Classifying {
        ClassifyingEdits() {
            super(
                    "edit_file",
                    List.of(Arguments.of("path", "a.txt", "old_text", "one", "new_text", "1")),
                    List.of(Arguments.of("path", "../outside.txt", "old_text", "out", "new_text", "in")));
        }
    }

    @Nested
    class ClassifyingMoves extends Classifying {
        ClassifyingMoves() {
            super(
                    "move_file",
                    List.of(Arguments.of("from", "a.txt", "to", "b.txt")),
                    List.of(Arguments.of("from", "a.txt", "to", "../b.txt")));
        }
    }

    @Nested
    class ClassifyingCopies extends Classifying {
        ClassifyingCopies() {
            super(
                    "copy_file",
                    List.of(Arguments.of("from", "a.txt", "to", "b.txt")),
                    List.of(Arguments.of("from", "a.txt", "to", "../b.txt")));
        }
    }

    @Nested
    class ClassifyingDeletes extends Classifying {
        ClassifyingDeletes() {
            super(
                    "delete_file",
                    List.of(Arguments.of("path", "a.txt")),
                    List.of(Arguments.of("path", "../outside.txt")));
        }
    }
}

package io.brattice.shell.program;

/** What a command does to a file, with the word that rows and examples use for it. */
public enum FileAct {
    /** Looks at names, kinds, sizes, times: not at what is inside. */
    LIST("list"),
    /** Reads what is inside. */
    READ("read"),
    /** Reads everything below a folder. */
    READ_TREE("read-tree"),
    /** Makes the file, or truncates the one that is there, following links. */
    WRITE("write"),
    /** Makes the file, or adds to its end. */
    APPEND("append"),
    /** Changes a file that is there; all of its old content may go. */
    UPDATE("update"),
    /** The same for everything below a folder. */
    UPDATE_TREE("update-tree"),
    /** Makes an empty file, or sets the times of the one that is there. */
    TOUCH("touch"),
    /** Makes a folder where nothing is. */
    FOLDER("folder"),
    /** Makes a folder and those above it; does nothing where they are. */
    FOLDERS("folders"),
    /** Removes a file or link; fails on a folder. */
    DELETE("delete"),
    /** Removes a folder that is empty; fails on others. */
    DELETE_EMPTY("delete-empty"),
    /** Removes it and everything below. */
    DELETE_TREE("delete-tree"),
    /** Removes it from here because it is moved elsewhere; nothing is lost by this alone. */
    MOVE_AWAY("move-away"),
    /** Replaces whatever file or link is at this very name, without following it: {@code mv}, {@code ln -f}. */
    REPLACE("replace"),
    /** Makes a link, file or tree at this name where nothing is; fails where something is. */
    CREATE("create"),
    /** Makes a file or folder of a name that it makes up: the last run of {@code X} in this path stands for letters. */
    FRESH("fresh"),
    /** Makes a symbolic link at this name, replacing a file or link that is there: what it leads to is not followed by this act. */
    LINK("link"),
    /** Makes or overwrites what a folder's tree brings, below this folder. */
    WRITE_TREE("write-tree"),
    /** Changes mode, owner, times or attributes. */
    MODE("mode"),
    /** The same for everything below. */
    MODE_TREE("mode-tree"),
    /** Destroys the content so that no copy of the file system's can bring it back. */
    SHRED("shred");

    private final String word;

    FileAct(String word) {
        this.word = word;
    }

    /** The word in rows and examples. */
    public String word() {
        return word;
    }
}

package io.brattice.rulebook.prove;

/** What texts of some kinds look like. */
final class Shapes {

    /** Any text that is not empty. */
    static final TextCells.Shape ANY = new TextCells.Shape() {
        @Override
        public int begin() {
            return 0;
        }

        @Override
        public int after(int state, int letter) {
            return 1;
        }

        @Override
        public boolean mayEnd(int state) {
            return true;
        }
    };

    /** Names of tools: printable ASCII. */
    static final TextCells.Shape TOOL = new TextCells.Shape() {
        @Override
        public int begin() {
            return 0;
        }

        @Override
        public int after(int state, int letter) {
            return letter > ' ' && letter < 0x7f ? 1 : -1;
        }

        @Override
        public boolean mayEnd(int state) {
            return state == 1;
        }
    };

    /** Names of callers, their sessions, roles and the like. */
    static final TextCells.Shape FACT = new TextCells.Shape() {
        @Override
        public int begin() {
            return 0;
        }

        @Override
        public int after(int state, int letter) {
            return letter < ' ' || letter == 0x7f || (state == 0 && letter == ' ') ? -1 : 1;
        }

        @Override
        public boolean mayEnd(int state) {
            return state == 1;
        }
    };

    /**
     * URIs of resources. A state is what the scheme is so far, what the step is so far, and the last letter, as far as these matter;
     * in a {@code file:} no step is empty, {@code .} or {@code ..}.
     */
    static final TextCells.Shape URI = new TextCells.Shape() {
        private static final String FILE = "file";
        private static final int OTHER_SCHEME = 6;
        private static final int FILE_PATH = 7;
        private static final int OTHER_PATH = 8;

        @Override
        public int begin() {
            return 0;
        }

        /** Phase in tens: how much of `file` it is, another scheme, the path of a file, another path. Units: the step so far. */
        @Override
        public int after(int state, int letter) {
            int phase = state / 100;
            int step = state / 10 % 10;
            boolean control = letter < ' ' || (letter >= 0x7f && letter < 0xa0);
            if (control) {
                return -1;
            }
            if (phase < FILE_PATH) {
                if (letter == ':') {
                    return phase == 0 ? -1 : (phase == 5 ? FILE_PATH : OTHER_PATH) * 100 + 1;
                }
                boolean small = letter >= 'a' && letter <= 'z';
                boolean later = (letter >= '0' && letter <= '9') || letter == '-' || letter == '+' || letter == '.';
                if (!small && !(phase > 0 && later)) {
                    return -1;
                }
                int length = phase == 0 ? 0 : phase - 1;
                boolean file = phase <= 4 && length < 4 && FILE.charAt(length) == letter;
                return (file ? phase == 0 ? 2 : phase + 1 : OTHER_SCHEME) * 100;
            }
            int last = letter == '/' || letter == '*' || letter == ':' ? 1 : 0;
            if (phase == OTHER_PATH) {
                return OTHER_PATH * 100 + last;
            }
            // Of a step: 0 nothing yet at the beginning, 1 just begun, 2 ".", 3 "..", 4 anything else, 5 behind a
            // part's mark.
            if (step == 5) {
                return FILE_PATH * 100 + 50 + last;
            }
            if (letter == '/' || letter == '#') {
                boolean whole = step == 0 || step == 4 || (step == 1 && letter == '#');
                return !whole ? -1 : FILE_PATH * 100 + (letter == '#' ? 50 : 11);
            }
            int grown = letter != '.' ? 4 : step == 2 ? 3 : step == 1 ? 2 : 4;
            return FILE_PATH * 100 + grown * 10 + last;
        }

        /** Where the last letter is none that leaves the name open. */
        @Override
        public boolean mayEnd(int state) {
            int step = state / 10 % 10;
            return state / 100 >= FILE_PATH && state % 10 == 0 && step != 2 && step != 3;
        }
    };

    private Shapes() {}
}

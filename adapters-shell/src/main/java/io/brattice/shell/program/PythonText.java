package io.brattice.shell.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether a Python text only computes and prints. It does not follow what the text does: it allows only words that can do no
 * harm in any order. No attribute but listed ones, no name but listed ones and plain variables of the text, no module but the
 * standard ones listed, nothing assigned to but plain variables. Such a text is harmless only where Python imports its own modules
 * (option {@code -I}), and it may still run for long.
 */
final class PythonText {

    private static final int MOST = 4000;
    private static final Set<String> KEYWORDS =
            Set.of("for", "in", "if", "else", "elif", "not", "and", "or", "is", "None", "True", "False", "pass");
    private static final Set<String> BUILTINS = words(
            "print len str int float repr bool list dict tuple set sorted sum min max abs"
                    + " round range enumerate zip any all hex oct bin ord chr isinstance divmod reversed ascii bytes type map filter");
    private static final Set<String> KEYS =
            words("end sep indent sort_keys reverse ensure_ascii file start key default maxsplit");
    private static final Set<String> MODULES = words(
            "sys os os.path platform json math datetime time re base64 hashlib uuid random"
                    + " secrets string sysconfig site importlib.metadata textwrap collections statistics decimal fractions struct shutil");
    private static final Set<String> ALLOWED =
            words("sys.version sys.version_info sys.executable sys.platform sys.prefix"
                    + " sys.base_prefix sys.maxsize sys.byteorder sys.implementation sys.argv sys.path sys.getsizeof sys.stdout sys.stderr"
                    + " sys.getdefaultencoding sys.getfilesystemencoding sys.exit os.getcwd os.getpid os.cpu_count os.sep os.linesep os.name"
                    + " os.uname os.getuid os.listdir os.path.join os.path.basename os.path.dirname os.path.exists os.path.isfile"
                    + " os.path.isdir os.path.abspath os.path.splitext os.path.getsize os.path.realpath os.path.expanduser platform.platform"
                    + " platform.system platform.machine platform.python_version platform.release platform.node"
                    + " platform.python_implementation json.dumps json.loads math.pi math.e math.sqrt math.sin math.cos math.tan math.log"
                    + " math.log2 math.log10 math.exp math.floor math.ceil math.factorial math.gcd math.pow math.inf math.nan math.isclose"
                    + " math.comb math.perm math.hypot math.radians math.degrees math.fabs datetime.datetime datetime.date"
                    + " datetime.timedelta datetime.timezone.utc datetime.UTC datetime.datetime.now datetime.datetime.utcnow"
                    + " datetime.datetime.today datetime.datetime.fromtimestamp datetime.datetime.fromisoformat datetime.datetime.strptime"
                    + " datetime.date.today time.time time.strftime time.ctime time.localtime time.gmtime time.perf_counter time.monotonic"
                    + " time.tzname re.findall re.sub re.match re.search re.split re.escape base64.b64encode base64.b64decode hashlib.md5"
                    + " hashlib.sha1 hashlib.sha256 hashlib.sha512 uuid.uuid4 random.random random.randint random.choice secrets.token_hex"
                    + " secrets.token_urlsafe string.ascii_letters string.digits string.ascii_lowercase string.ascii_uppercase"
                    + " string.punctuation sysconfig.get_paths sysconfig.get_path sysconfig.get_config_var sysconfig.get_platform"
                    + " site.getsitepackages site.getusersitepackages importlib.metadata.version textwrap.dedent collections.Counter"
                    + " statistics.mean statistics.median statistics.stdev decimal.Decimal fractions.Fraction struct.pack struct.unpack"
                    + " struct.calcsize shutil.which shutil.disk_usage");
    private static final Set<String> ATTRIBUTES =
            words("major minor micro releaselevel serial name cache_tag system release version"
                    + " machine node sysname nodename upper lower strip lstrip rstrip split rsplit splitlines join replace startswith endswith"
                    + " title capitalize count index find encode decode isdigit isalpha zfill ljust rjust center hex keys values items get"
                    + " isoformat strftime year month day hour minute second date time total_seconds timestamp days hexdigest digest group"
                    + " groups most_common total used free bit_length numerator denominator");

    private enum Kind {
        NAME,
        VALUE,
        MARK,
        /** The end of a statement. */
        END
    }

    private record Token(Kind kind, String text) {}

    private final List<Token> tokens = new ArrayList<>();
    private final Map<String, String> imported = new HashMap<>();
    private final Set<String> variables = new HashSet<>();
    private boolean harmless = true;

    private PythonText(String text) {
        if (text.length() > MOST) {
            harmless = false;
            return;
        }
        scan(text);
        tokens.add(new Token(Kind.END, ""));
    }

    /** True when running it in isolation does nothing but compute, look and print. */
    static boolean isHarmless(String text) {
        PythonText python = new PythonText(text);
        python.bind();
        python.judge();
        return python.harmless;
    }

    private static Set<String> words(String text) {
        return Set.of(text.split(" ", -1));
    }

    // ---- words

    private void scan(String text) {
        int at = 0;
        while (at < text.length() && harmless) {
            char c = text.charAt(at);
            if (c == '\n' || c == ';') {
                tokens.add(new Token(Kind.END, ""));
                at++;
            } else if (c == ' ' || c == '\t') {
                at++;
            } else if (c == '#') {
                int end = text.indexOf('\n', at);
                end = end < 0 ? text.length() : end;
                // a comment can name an encoding that makes other text of what follows
                harmless = !text.substring(at, end).contains("coding");
                at = end;
            } else if (isLetter(c)) {
                at = word(text, at);
            } else if (c == '"' || c == '\'') {
                at = string(text, at, "");
            } else if (isDigit(c)) {
                at = number(text, at);
            } else {
                at = mark(text, at);
            }
        }
    }

    private int word(String text, int from) {
        int end = from;
        while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
            end++;
        }
        String word = text.substring(from, end);
        if (end < text.length() && (text.charAt(end) == '"' || text.charAt(end) == '\'')) {
            return string(text, end, word.toLowerCase(java.util.Locale.ROOT));
        }
        harmless &= !word.startsWith("__");
        tokens.add(new Token(Kind.NAME, word));
        return end;
    }

    private int number(String text, int from) {
        int end = from;
        while (end < text.length()
                && (isDigit(text.charAt(end)) || isLetter(text.charAt(end)) || text.charAt(end) == '.')) {
            end++;
        }
        harmless &= end - from < 30;
        tokens.add(new Token(Kind.VALUE, ""));
        return end;
    }

    private int string(String text, int from, String prefix) {
        char quote = text.charAt(from);
        boolean format = prefix.contains("f");
        boolean known = Set.of("", "r", "b", "u", "f", "rb", "br", "rf", "fr").contains(prefix);
        boolean triple = text.startsWith(String.valueOf(quote).repeat(3), from);
        int at = from + 1;
        while (known && !triple && at < text.length() && text.charAt(at) != quote && text.charAt(at) != '\n') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (!known || triple || at >= text.length() || text.charAt(at) != quote) {
            harmless = false;
            return text.length();
        }
        tokens.add(new Token(Kind.VALUE, ""));
        if (format) {
            expressions(text.substring(from + 1, at));
        }
        return at + 1;
    }

    /** What stands in the braces of an f-string is scanned as if it stood in parentheses. */
    private void expressions(String text) {
        String bare = text.replace("{{", "").replace("}}", "");
        int open = bare.indexOf('{');
        while (open >= 0 && harmless) {
            int close = bare.indexOf('}', open);
            String inside = close < 0 ? "" : bare.substring(open + 1, close);
            if (close < 0 || inside.indexOf('{') >= 0 || inside.indexOf('\\') >= 0 || inside.indexOf('#') >= 0) {
                harmless = false;
                return;
            }
            int format = inside.lastIndexOf(':');
            boolean plain = format > 0
                    && inside.substring(format + 1).chars().allMatch(c -> "<>^+,._0123456789dfgexs%".indexOf(c) >= 0);
            String expression = plain ? inside.substring(0, format) : inside;
            tokens.add(new Token(Kind.MARK, "("));
            scan(
                    expression.endsWith("!r") || expression.endsWith("!s")
                            ? expression.substring(0, expression.length() - 2)
                            : expression);
            tokens.add(new Token(Kind.MARK, ")"));
            open = bare.indexOf('{', close);
        }
    }

    private int mark(String text, int from) {
        for (String two : new String[] {"==", "!=", "<=", ">=", "**", "//", "<<", ">>"}) {
            if (text.startsWith(two, from)) {
                harmless &= !text.startsWith("=", from + 2);
                tokens.add(new Token(Kind.MARK, two));
                return from + 2;
            }
        }
        char c = text.charAt(from);
        boolean known = "+-*/%()[]{},:.=<>&|^~".indexOf(c) >= 0;
        boolean assigns = c != '=' && text.startsWith("=", from + 1);
        harmless &= known && !assigns;
        tokens.add(new Token(Kind.MARK, String.valueOf(c)));
        return from + 1;
    }

    // ---- meaning

    private Token token(int at) {
        return at >= 0 && at < tokens.size() ? tokens.get(at) : new Token(Kind.END, "");
    }

    private boolean isMark(int at, String text) {
        return token(at).kind() == Kind.MARK && token(at).text().equals(text);
    }

    private boolean isName(int at, String text) {
        return token(at).kind() == Kind.NAME && token(at).text().equals(text);
    }

    /** Collects what imports and assignments bind, before any name is judged. */
    private void bind() {
        int depth = 0;
        for (int i = 0; i < tokens.size() && harmless; i++) {
            String text = token(i).text();
            if (token(i).kind() == Kind.MARK) {
                depth += "([{".contains(text) ? 1 : ")]}".contains(text) ? -1 : 0;
            }
            if (isMark(i, "=") && depth == 0) {
                boolean plain =
                        token(i - 1).kind() == Kind.NAME && (token(i - 2).kind() == Kind.END || isMark(i - 2, ":"));
                harmless &= plain && isFree(token(i - 1).text());
                variables.add(token(i - 1).text());
            } else if (isName(i, "for")) {
                int name = i + 1;
                for (; harmless && !isName(name, "in"); name++) {
                    harmless = isMark(name, ",")
                            || (token(name).kind() == Kind.NAME
                                    && isFree(token(name).text()));
                    variables.add(token(name).text());
                }
            } else if (token(i).kind() == Kind.NAME && token(i - 1).kind() == Kind.END) {
                if (text.equals("import")) {
                    imports(i + 1, "");
                } else if (text.equals("from")) {
                    String module = dotted(i + 1);
                    int after = i + 1 + length(module);
                    harmless &= isName(after, "import");
                    imports(after + 1, module + ".");
                }
            }
        }
        for (String variable : variables) {
            harmless &= !imported.containsKey(variable);
        }
    }

    private static boolean isFree(String name) {
        return !KEYWORDS.contains(name) && !BUILTINS.contains(name) && !name.equals("import") && !name.equals("from");
    }

    private String dotted(int at) {
        StringBuilder name =
                new StringBuilder(token(at).kind() == Kind.NAME ? token(at).text() : "");
        for (int i = at + 1; isMark(i, ".") && token(i + 1).kind() == Kind.NAME; i += 2) {
            name.append('.').append(token(i + 1).text());
        }
        return name.toString();
    }

    private static int length(String dotted) {
        return 2 * dotted.split("\\.", -1).length - 1;
    }

    private void imports(int from, String prefix) {
        int at = from;
        while (harmless) {
            String name = dotted(at);
            at += length(name);
            String whole = prefix + name;
            boolean known = prefix.isEmpty() ? MODULES.contains(name) : reaches(whole);
            harmless &= known;
            String bound = prefix.isEmpty() ? name.split("\\.", -1)[0] : name;
            if (isName(at, "as")) {
                bound = token(at + 1).text();
                imported.put(bound, whole);
                at += 2;
            } else {
                imported.put(bound, prefix.isEmpty() ? bound : whole);
            }
            harmless &= isFree(bound);
            if (!isMark(at, ",")) {
                harmless &= token(at).kind() == Kind.END;
                return;
            }
            at++;
        }
    }

    /** True for a name that is allowed, or has something below it that is. */
    private static boolean reaches(String name) {
        return ALLOWED.contains(name) || ALLOWED.stream().anyMatch(allowed -> allowed.startsWith(name + "."));
    }

    private void judge() {
        int depth = 0;
        for (int i = 0; i < tokens.size() && harmless; i++) {
            Token token = token(i);
            if (token.kind() == Kind.MARK) {
                depth += "([{".contains(token.text()) ? 1 : ")]}".contains(token.text()) ? -1 : 0;
            }
            if (token.kind() != Kind.NAME) {
                continue;
            }
            boolean start = token(i - 1).kind() == Kind.END;
            if (start && (token.text().equals("import") || token.text().equals("from"))) {
                while (token(i + 1).kind() != Kind.END) {
                    i++;
                }
            } else if (isMark(i - 1, ".")) {
                harmless &= ATTRIBUTES.contains(token.text());
            } else if (depth > 0 && isMark(i + 1, "=")) {
                harmless &= KEYS.contains(token.text());
            } else {
                i = name(i);
            }
        }
    }

    /** Judges a name with the attributes behind it; answers where they end. */
    private int name(int at) {
        String text = token(at).text();
        Optional<String> path = Optional.ofNullable(imported.get(text));
        if (path.isEmpty()) {
            harmless &= KEYWORDS.contains(text) || BUILTINS.contains(text) || variables.contains(text);
            return at;
        }
        int end = at;
        String whole = path.get();
        int allowed = ALLOWED.contains(whole) ? at : -1;
        while (isMark(end + 1, ".") && token(end + 2).kind() == Kind.NAME) {
            end += 2;
            whole += "." + token(end).text();
            if (ALLOWED.contains(whole)) {
                allowed = end;
            }
        }
        harmless &= allowed >= 0;
        return allowed < 0 ? end : allowed;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}

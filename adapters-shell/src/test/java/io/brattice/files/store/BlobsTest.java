package io.brattice.files.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brattice.action.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class BlobsTest {

    private static final long SEED = 17;

    @TempDir
    Path folder;

    private Store store;
    private Blobs blobs;

    @BeforeEach
    void open() throws IOException {
        store = Store.in(folder.resolve("store"));
        blobs = store.blobs();
    }

    private Path file(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    private static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(SEED + length).nextBytes(bytes);
        return bytes;
    }

    /** All plain files below the store that are no locks. */
    private List<Path> kept() throws IOException {
        try (Stream<Path> all = Files.walk(store.root().resolve("blobs"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void whatIsKeptComesBackWhateverItsSize() throws IOException {
        for (int size : new int[] {0, 1, 4095, 4096, 65_535, 65_536, 65_537, 200_000, (16 << 20) + 1}) {
            byte[] bytes = random(size);
            String hash = blobs.put(file("a", bytes));
            assertEquals(Digest.of(bytes).hex(), hash);
            assertTrue(blobs.has(hash));
            Path back = folder.resolve("back-" + size);
            blobs.restore(hash, back);
            assertArrayEquals(bytes, Files.readAllBytes(back), "size " + size);
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(back)));
        }
        for (Path each : kept()) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(each)));
        }
        assertEquals(9, kept().size(), "nothing but the blobs is left");
    }

    @Test
    void equalContentIsKeptOnce() throws IOException {
        for (int size : new int[] {10, 100_000}) {
            String hash = blobs.put(file("a", random(size)));
            assertEquals(hash, blobs.put(file("b", random(size))));
        }
        assertEquals(2, kept().size());
    }

    @Test
    void holesStayHoles() throws Exception {
        Path sparse = folder.resolve("sparse");
        try (FileChannel channel = FileChannel.open(
                sparse, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            channel.write(ByteBuffer.wrap(random(5000)), 1 << 20);
            channel.write(ByteBuffer.wrap(new byte[] {1}), 8 << 20);
            channel.write(ByteBuffer.wrap(new byte[] {0}), 10 << 20);
        }
        String hash = blobs.put(sparse);
        Path back = folder.resolve("back");
        blobs.restore(hash, back);
        assertEquals(-1, Files.mismatch(sparse, back));
        assertTrue(blocks(kept().get(0)) <= 100, "the blob has " + blocks(kept().get(0)) + " blocks");
        assertTrue(blocks(back) <= 100, "what came back has " + blocks(back) + " blocks");
    }

    private static long blocks(Path file) throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
        return Long.parseLong(new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
    }

    @Test
    void aFileOfZerosHasItsLength() throws IOException {
        for (int size : new int[] {4096, 300_000, 1 << 20}) {
            byte[] zeros = new byte[size];
            Path back = folder.resolve("back-" + size);
            blobs.restore(blobs.put(file("zeros", zeros)), back);
            assertArrayEquals(zeros, Files.readAllBytes(back));
        }
    }

    /** What a disk does that lets files share blocks, but for the sharing. */
    @Test
    void aLargeFileThatIsSharedIsHashedAsItWasShared() throws IOException {
        Path file = file("a", random(17 << 20));
        Disk sharing = new MeddlingDisk(created -> {}, (from, to) -> {
            Files.copy(from, to);
            return true;
        });
        Store store = Store.in(folder.resolve("store"), Bounds.usual(), sharing, InstantSource.system());
        String hash = store.blobs().put(file);
        assertEquals(Digest.of(random(17 << 20)).hex(), hash);
        store.blobs().restore(hash, folder.resolve("back"));
        assertEquals(-1, Files.mismatch(file, folder.resolve("back")));
    }

    @Test
    void nothingIsEverReplaced() throws IOException {
        String hash = blobs.put(file("a", random(10)));
        Path there = file("there", random(20));
        assertThrows(FileAlreadyExistsException.class, () -> blobs.restore(hash, there));
        assertArrayEquals(random(20), Files.readAllBytes(there));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nothing"));
        assertThrows(FileAlreadyExistsException.class, () -> blobs.restore(hash, link));
        assertFalse(Files.exists(folder.resolve("nothing")));
    }

    /** Somebody makes a file of that name while the blob is being read. */
    @Test
    void whatComesToBeThereMeanwhileIsNotReplaced() throws IOException {
        Path target = folder.resolve("target");
        boolean[] armed = {false};
        Store racing = Store.in(
                folder.resolve("store"),
                Bounds.usual(),
                new MeddlingDisk(created -> {
                    if (created.getParent().endsWith("new") && armed[0]) {
                        Files.writeString(target, "theirs");
                    }
                }),
                InstantSource.system());
        String hash = racing.blobs().put(file("a", random(10)));
        armed[0] = true;
        assertThrows(FileAlreadyExistsException.class, () -> racing.blobs().restore(hash, target));
        assertEquals("theirs", Files.readString(target));
        assertEquals(List.of("a", "store", "target"), names());
    }

    @Test
    void whereThereAreNoLinksNothingIsReplacedEither() throws IOException {
        Disk linkless = new PassingDisk() {
            @Override
            public void link(Path name, Path existing) throws IOException {
                throw new FileSystemException(name.toString(), null, "Operation not permitted");
            }
        };
        Blobs blobs = Store.in(folder.resolve("store"), Bounds.usual(), linkless, InstantSource.system())
                .blobs();
        String hash = blobs.put(file("a", random(10)));
        blobs.restore(hash, folder.resolve("back"));
        assertArrayEquals(random(10), Files.readAllBytes(folder.resolve("back")));
        assertThrows(FileAlreadyExistsException.class, () -> blobs.restore(hash, folder.resolve("back")));
        assertEquals(List.of("a", "back", "store"), names());
        assertEquals(1, kept().size());
    }

    @Test
    void whatIsKeptComesBackOnAnotherFileSystemToo() throws IOException {
        Path shm = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(shm) && !store.reaches(shm), "skipped: there is no other file system at `/dev/shm`");
        Path other = Files.createTempDirectory(shm, "brattice-test");
        try {
            String hash = blobs.put(file("a", random(100_000)));
            blobs.restore(hash, other.resolve("back"));
            assertArrayEquals(random(100_000), Files.readAllBytes(other.resolve("back")));
            try (Stream<Path> all = Files.list(other)) {
                assertEquals(1, all.count());
            }
        } finally {
            Files.deleteIfExists(other.resolve("back"));
            Files.delete(other);
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void whatIsDamagedIsNamedMovedAwayAndNotRestored() throws IOException {
        for (int size : new int[] {10, 100_000}) {
            String hash = blobs.put(file("a" + size, random(size)));
            Path blob = kept().get(0);
            byte[] bytes = Files.readAllBytes(blob);
            bytes[size / 2] ^= 1;
            Files.write(blob, bytes);
            Path back = folder.resolve("back");
            IOException damaged = assertThrows(IOException.class, () -> blobs.restore(hash, back));
            assertTrue(damaged.getMessage().contains(hash), damaged::getMessage);
            assertFalse(Files.exists(back));
            assertFalse(blobs.has(hash));
            assertEquals(List.of(), kept());
            try (Stream<Path> away = Files.list(store.root().resolve("damaged"))) {
                assertEquals(
                        1,
                        away.filter(path -> path.getFileName().toString().startsWith(hash))
                                .count());
            }
        }
        assertEquals(List.of("a10", "a100000", "store"), names());
    }

    @Test
    void aDamagedBlobIsNotTakenForTheContentThatIsKeptAgain() throws IOException {
        for (int size : new int[] {10, 100_000}) {
            Path file = file("a", random(size));
            String hash = blobs.put(file);
            Path blob = kept().stream()
                    .filter(each -> each.endsWith(hash))
                    .findFirst()
                    .orElseThrow();
            Files.write(blob, new byte[size]);
            assertEquals(hash, blobs.put(file));
            blobs.restore(hash, folder.resolve("back-" + size));
        }
    }

    @Test
    void aFileThatChangesOnceIsKeptAsItIsThen() throws IOException {
        Path file = file("a", random(100_000));
        int[] turns = {0};
        Store store = meddling(() -> {
            if (turns[0]++ == 0) {
                Files.write(file, random(100_001));
            }
        });
        assertEquals(Digest.of(random(100_001)).hex(), store.blobs().put(file));
        assertEquals(1, kept().size());
    }

    @Test
    void aFileThatChangesAllTheTimeIsRefused() throws IOException {
        Path file = file("a", random(100_000));
        byte[] next = random(100_000);
        Store store = meddling(() -> {
            next[0]++;
            Files.write(file, next);
        });
        IOException refused =
                assertThrows(IOException.class, () -> store.blobs().put(file));
        assertTrue(refused.getMessage().contains("changes while it is copied"), refused::getMessage);
        assertEquals(List.of(), kept());
    }

    @FunctionalInterface
    private interface Meddling {
        void meddle() throws IOException;
    }

    private Store meddling(Meddling meddling) throws IOException {
        return Store.in(
                folder.resolve("store"),
                Bounds.usual(),
                new MeddlingDisk(created -> {
                    if (created.getParent().endsWith("new")) {
                        meddling.meddle();
                    }
                }),
                InstantSource.system());
    }

    @Test
    @Timeout(60)
    void onlyPlainFilesAreKept() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), file("a", random(10)));
        assertThrows(IOException.class, () -> blobs.put(link));
        assertThrows(IOException.class, () -> blobs.put(folder));
        assertThrows(IOException.class, () -> blobs.put(folder.resolve("missing")));
        Path pipe = folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertThrows(IOException.class, () -> blobs.put(pipe), "and it does not wait for a writer");
    }

    @Test
    void whatIsNoHashNamesNothing() throws IOException {
        file("store/secret", random(10));
        for (String name : List.of("", "..", "../secret", "0".repeat(63), "../".repeat(21) + "x", "G".repeat(64))) {
            assertFalse(blobs.has(name));
            assertThrows(IOException.class, () -> blobs.restore(name, folder.resolve("back")));
        }
        assertFalse(blobs.has("0".repeat(64)));
        assertThrows(IOException.class, () -> blobs.restore("0".repeat(64), folder.resolve("back")));
        assertEquals(List.of("store"), names());
    }

    @Test
    void namesMayBeLongAndNotText() throws Exception {
        List<Path> files = new ArrayList<>();
        files.add(file("x".repeat(255), random(30)));
        Process touch = new ProcessBuilder("bash", "-c", "printf abc > \"$1\"/$'\\xff\\xfe'", "bash", folder.toString())
                .start();
        assertEquals(0, touch.waitFor());
        try (Stream<Path> all = Files.list(folder)) {
            all.filter(path -> path.toString().contains("\uFFFD")).forEach(files::add);
        }
        assertEquals(2, files.size());
        for (Path each : files) {
            String hash = blobs.put(each);
            byte[] bytes = Files.readAllBytes(each);
            Files.delete(each);
            blobs.restore(hash, each);
            assertArrayEquals(bytes, Files.readAllBytes(each));
        }
    }

    @Test
    void manyThreadsKeepTheSameAndOtherThings() throws Exception {
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<List<String>>> work = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                work.add(() -> {
                    List<String> hashes = new ArrayList<>();
                    for (int i = 0; i < 40; i++) {
                        Path file = file(
                                "t" + number,
                                ("content " + i % 20 + (i < 20 ? "" : " of " + number))
                                        .getBytes(StandardCharsets.UTF_8));
                        String hash = blobs.put(file);
                        hashes.add(hash);
                        blobs.restore(hash, folder.resolve("back-" + number + "-" + i));
                    }
                    store.sync();
                    return hashes;
                });
            }
            for (Future<List<String>> each : pool.invokeAll(work)) {
                each.get();
            }
        } finally {
            pool.shutdown();
            assertTrue(pool.awaitTermination(1, TimeUnit.MINUTES));
        }
        assertEquals(20 + threads * 20, kept().size());
    }
}

package dev.oncemark.docs;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The files and folders of a project, by their paths from its root, without what builds and runs leave there. */
final class ProjectTree {

    private static final Set<String> LEFT_OUT = Set.of(".git", ".oncemark", ".idea", "node_modules", "target");

    private final Path root;
    private final Set<String> paths = new TreeSet<>();
    private final Set<String> names = new TreeSet<>();

    private ProjectTree(Path root) {
        this.root = root;
    }

    static ProjectTree of(Path root) throws IOException {
        ProjectTree tree = new ProjectTree(root.toAbsolutePath().normalize());
        Files.walkFileTree(tree.root, tree.new Collector());
        return tree;
    }

    private final class Collector extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes unused) {
            return add(folder) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes unused) {
            if (add(file)) {
                names.add(file.getFileName().toString());
            }
            return FileVisitResult.CONTINUE;
        }

        private boolean add(Path path) {
            return !LEFT_OUT.contains(path.getFileName().toString())
                    && paths.add(root.relativize(path).toString());
        }
    }

    /** The files whose names end so, by their paths. */
    Stream<String> files(String... endings) {
        return paths.stream()
                .filter(path -> Stream.of(endings).anyMatch(path::endsWith))
                .filter(path -> Files.isRegularFile(root.resolve(path)));
    }

    /** The lines of a text, none of a file that is not one. */
    Stream<String> lines(String path) throws IOException {
        try {
            return Files.readAllLines(root.resolve(path)).stream();
        } catch (MalformedInputException binary) {
            return Stream.empty();
        }
    }

    /** Whether a file of any folder has this name. */
    boolean hasName(String name) {
        return names.contains(name);
    }

    /** As {@link #has(String, String)}, but a file does not count. */
    boolean hasFolder(String folder, String path) {
        return has(folder, path) && !Files.isRegularFile(root.resolve(folder).resolve(path));
    }

    /** Whether the path, seen from a folder, is there; {@code …} stands for any folders, {@code *} for any name. */
    boolean has(String folder, String path) {
        if (!path.contains("…") && !path.contains("*")) {
            String normal = Path.of(folder).resolve(path).normalize().toString();
            return paths.contains(normal);
        }
        String glob = (folder.isEmpty() ? "" : folder + "/") + path.replace("…", "**");
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + glob);
        return paths.stream().map(Path::of).anyMatch(matcher::matches);
    }
}

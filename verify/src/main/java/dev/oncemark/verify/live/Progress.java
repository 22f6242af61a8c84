package dev.oncemark.verify.live;

/** Is told how far a long reading has come. */
public interface Progress {

    /** Tells nobody. */
    Progress SILENT = new Progress() {
        @Override
        public void expect(long offsets) {}

        @Override
        public void read(long offsets) {}
    };

    /** So many offsets are to be read in all. */
    void expect(long offsets);

    /** So many more have been read. */
    void read(long offsets);
}

package dev.oncemark.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One cache and one limit of write buffers for all stores of the process: RocksDB's defaults in Kafka Streams are about
 * 98 MiB for each store and partition. Sizes come from {@code oncemark.rocksdb.*} in mebibytes.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    static final String CACHE_MIB = "oncemark.rocksdb.cache.mib";
    static final String WRITE_BUFFERS_MIB = "oncemark.rocksdb.write.buffers.mib";

    private static final long MIB = 1 << 20;

    /** Made once per process, at the first store; never closed, since other stores may still use them. */
    private static final class Shared {
        private final Cache cache;
        private final WriteBufferManager writeBuffers;

        Shared(long cacheBytes, long writeBufferBytes) {
            this.cache = new LRUCache(cacheBytes + writeBufferBytes);
            this.writeBuffers = new WriteBufferManager(writeBufferBytes, cache);
        }
    }

    private static @Nullable Shared shared;

    private final BloomFilter filter = new BloomFilter();

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        Shared all = shared(configs);
        options.setWriteBufferManager(all.writeBuffers);
        options.setWriteBufferSize(8 * MIB);
        options.setMaxWriteBufferNumber(2);
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(all.cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        table.setFilterPolicy(filter);
        options.setTableFormatConfig(table);
    }

    private static Shared shared(Map<String, Object> configs) {
        synchronized (BoundedRocksDb.class) {
            Shared made = shared;
            if (made == null) {
                made = new Shared(mib(configs, CACHE_MIB), mib(configs, WRITE_BUFFERS_MIB));
                shared = made;
            }
            return made;
        }
    }

    private static long mib(Map<String, Object> configs, String name) {
        return Long.parseLong(String.valueOf(configs.get(name))) * MIB;
    }

    @Override
    public void close(String storeName, Options options) {
        filter.close();
    }
}

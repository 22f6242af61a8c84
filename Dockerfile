# An image made from what `mvn package` made:
#
#   docker build --build-arg APP=sink -t oncemark/sink .
#
# APP is ingest-api, streams-app, sink, or tokens (keys and tokens for development). What changes seldom comes first: a
# change of our code changes the last layers, which are small.
FROM eclipse-temurin:25-jre
ARG HEAP_PERCENT=50

# What must not be lost is under /var/lib/oncemark: that is where a volume belongs.
RUN mkdir -p /app /var/lib/oncemark && chown 10001:10001 /app /var/lib/oncemark
COPY docker/health /app/health

# The heap is a part of what the container may take; the rest is for threads, buffers of the network and RocksDB.
# MALLOC_ARENA_MAX: glibc otherwise keeps native memory of its own for each thread.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=${HEAP_PERCENT} -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED" \
    MALLOC_ARENA_MAX=2 \
    ONCEMARK_HTTP_HOST=0.0.0.0 \
    ONCEMARK_HTTP_PORT=8080 \
    ONCEMARK_STREAMS_STATE_DIR=/var/lib/oncemark

WORKDIR /app
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "/app/health"]
ENTRYPOINT ["java", "-jar", "/app/app.jar"]

ARG APP
COPY ${APP}/target/lib/ lib/
COPY ${APP}/target/${APP}.jar app.jar
USER 10001:10001

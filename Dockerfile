# An app's image, made from the jars that `mvn package` made:
#
#   docker build --build-arg APP=sink -t oncemark/sink .
#
# APP is ingest-api, streams-app or sink. What changes seldom comes first: a change of our code changes the last layer,
# which is small.
FROM eclipse-temurin:25-jre AS layers
ARG APP
WORKDIR /layers
# The tools that take a jar apart are in each jar, but they need Spring, which is in the sink's alone.
COPY sink/target/sink-exec.jar tools.jar
RUN java -Djarmode=tools -jar tools.jar extract --destination tools && \
    mkdir spring && cp tools/lib/spring-core-*.jar tools/lib/commons-logging-*.jar spring/
COPY ${APP}/target/${APP}-exec.jar app.jar
RUN java -Djarmode=tools -Dloader.path=spring -cp app.jar \
    org.springframework.boot.loader.launch.PropertiesLauncher extract --layers --destination app

FROM eclipse-temurin:25-jre
ARG HEAP_PERCENT=50

# What must not be lost is under /var/lib/oncemark: that is where a volume belongs.
RUN mkdir -p /app /var/lib/oncemark && chown 10001:10001 /var/lib/oncemark
COPY docker/health /app/health

# The heap is a part of what the container may take; the rest is for threads, buffers of the network and RocksDB.
# MALLOC_ARENA_MAX: glibc otherwise keeps native memory of its own for each thread.
ENV JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=${HEAP_PERCENT} -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED" \
    MALLOC_ARENA_MAX=2 \
    ONCEMARK_HTTP_HOST=0.0.0.0 \
    ONCEMARK_HTTP_PORT=8080 \
    ONCEMARK_STREAMS_STATE_DIR=/var/lib/oncemark

USER 10001:10001
WORKDIR /app
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "/app/health"]
ENTRYPOINT ["java", "-jar", "/app/app.jar"]

COPY --from=layers /layers/app/dependencies/ ./
COPY --from=layers /layers/app/spring-boot-loader/ ./
COPY --from=layers /layers/app/snapshot-dependencies/ ./
COPY --from=layers /layers/app/application/ ./

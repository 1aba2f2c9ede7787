# node-worker. Build from the project's root:
#   docker build -f deploy/node-worker.Dockerfile -t bonghwa/node-worker .
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -q -Dquick -DskipTests -pl node-worker -am package
# Netty's libraries for this system, so that nothing has to be unpacked, and run, at start.
RUN mkdir native && cd native && for jar in ../node-worker/target/lib/netty-*linux*.jar; do jar xf "$jar" META-INF/native; done

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home bonghwa
COPY --from=build /src/node-worker/target/node-worker.jar /app/
COPY --from=build /src/node-worker/target/lib /app/lib
COPY --from=build /src/native/META-INF/native /app/native
USER 10001
# Health and metrics for the network of the container, which nothing publishes.
ENV BIND=0.0.0.0
STOPSIGNAL SIGTERM
# The exec form: a shell in between would keep SIGTERM from the program, and the drain would never begin.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
  "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
  "-Djava.library.path=/app/native", "-cp", "/app/node-worker.jar:/app/lib/*", "dev.bonghwa.worker.NodeWorker"]

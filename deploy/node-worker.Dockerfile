# node-worker. Build from the project's root:
#   docker build -f deploy/node-worker.Dockerfile -t bonghwa/node-worker .
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -q -Dquick -DskipTests -pl node-worker -am package

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home bonghwa
COPY --from=build /src/node-worker/target/node-worker.jar /app/
COPY --from=build /src/node-worker/target/lib /app/lib
USER 10001
STOPSIGNAL SIGTERM
# The exec form: a shell in between would keep SIGTERM from the program, and the drain would never begin.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
  "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
  "-cp", "/app/node-worker.jar:/app/lib/*", "dev.bonghwa.worker.NodeWorker"]

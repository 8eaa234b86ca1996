# The whole image has the compiler that better-sqlite3 needs where no prebuilt file fits.
FROM node:20-bookworm
WORKDIR /app
COPY --chown=node:node . .
RUN chown node:node /app && mkdir /data && chown node:node /data
USER node
RUN node scripts/setup.mjs
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data
EXPOSE 3000
CMD ["node", "dist/src/main.js"]
